#!/usr/bin/env python3
r"""Runs transcripts of the command line and compares them with what happens now.

    run_scripts.py TRUEUP FOLDER [NAME…] [--accept]

A NAME.script holds, one after the other:

    # a comment
    == FILE               writes FILE into the script's empty folder; its text follows until a line "=="
    $ trueup check …      a command, as /bin/sh has it; what it prints on stdout and stderr follows, stdout first,
                          lines of stderr behind "! ", and "[N]" where the exit status is not 0; a line
                          that would look like one of these forms has a "\" before it
    @needs server         the script needs a PostgreSQL; one is started for the whole run
    @needs NAME           … another program or Python module; without it the script is skipped and counted

Each script runs in an empty folder with an environment of its own: PATH, HOME, and $EXAMPLES (the project's examples);
with a server $AT ("postgresql://postgres@/DATABASE?$AT"), $PGHOST, $PGPORT and $PGUSER. In what is printed the folder is
written as FOLDER, the server's socket folder as SOCKET, its port as PORT, the examples' folder as EXAMPLES. "..." at the
end of an expected line stands for any rest of it, a line "..." for any lines. --accept writes what happened into the
script, but for commands whose "..." still fit.
"""
import os, shutil, subprocess, sys, tempfile
from pathlib import Path

PORT = "54117"
MARKS = ("$ ", "== ", "# ", "@", "\\")  # what begins a block, and what hides that


def find_binaries():
    for place in [os.environ.get("TRUEUP_PG_BIN", "")] + sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True):
        if place and (Path(place) / "initdb").exists():
            return Path(place)
    return None


class Server:
    """One private cluster for the whole run, reachable by a Unix socket alone."""

    def __init__(self, folder, port=PORT):
        self.bin, self.folder, self.port = find_binaries(), folder, port
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self.run("initdb", "-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "--no-sync")
        self.start()

    def start(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o",
                 f"-k {self.folder} -p {self.port} -c listen_addresses='' -c fsync=off", "start")

    def run(self, program, *arguments):
        subprocess.run(self.user + [str(self.bin / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def stop(self, mode="immediate"):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", mode, "stop")


def parse(text):
    """Blocks: ("text", line) | ("file", name, text) | ("command", line, expected lines)."""
    blocks, lines = [], text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    i = 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.startswith("== "):
            begin = i
            while lines[i] != "==":
                i += 1
            blocks.append(("file", line[3:], "\n".join(lines[begin:i]) + "\n"))
            i += 1
        elif line.startswith("$ "):
            begin = i
            while i < len(lines) and not lines[i].startswith(MARKS[:-1]):
                i += 1
            expected = [each[1:] if each.startswith("\\") else each for each in lines[begin:i]]
            blanks = 0
            while expected and expected[-1] == "":
                expected.pop()
                blanks += 1
            blocks.append(("command", line[2:], expected))
            blocks += [("text", "")] * blanks
        else:
            blocks.append(("text", line))
    return blocks


def fits(expected, actual):
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(fits(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    if not actual:
        return False
    first = actual[0].startswith(expected[0][:-3]) if expected[0].endswith("...") else actual[0] == expected[0]
    return first and fits(expected[1:], actual[1:])


class Script:
    def __init__(self, path, trueup, server_folder):
        self.path, self.trueup, self.server_folder = path, trueup, server_folder
        self.blocks = parse(path.read_text())
        self.needs = [line.split()[1] for kind, line, *_ in self.blocks if kind == "text" and line.startswith("@needs ")]

    def run(self, accept):
        folder = Path(tempfile.mkdtemp(prefix="trueup-script."))
        bin_folder = folder / ".bin"
        bin_folder.mkdir()
        (bin_folder / "trueup").symlink_to(self.trueup)
        examples = Path(__file__).resolve().parents[2] / "examples"
        env = {"PATH": f"{bin_folder}:/usr/bin:/bin:{find_binaries() or ''}", "HOME": str(folder), "LC_ALL": "C.UTF-8", "EXAMPLES": str(examples)}
        if "server" in self.needs:
            env |= {"PGHOST": self.server_folder, "PGPORT": PORT, "PGUSER": "postgres", "PGOPTIONS": "-c client_min_messages=warning",
                    "AT": f"host={self.server_folder}&port={PORT}"}
        if python := os.environ.get("TRUEUP_SQLALCHEMY"):
            env["PYTHONPATH"] = python
        work = folder / "work"
        work.mkdir()
        out, failures = [], []
        for block in self.blocks:
            if block[0] == "text":
                out.append(block[1])
            elif block[0] == "file":
                path = work / block[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block[2])
                out += [f"== {block[1]}", *block[2].split("\n")[:-1], "=="]
            else:
                actual = self.command(block[1], work, env, folder)
                if fits(block[2], actual):
                    actual = block[2]
                else:
                    failures.append((block[1], block[2], actual))
                out += [f"$ {block[1]}", *("\\" + each if each.startswith(MARKS) else each for each in actual)]
        shutil.rmtree(folder, ignore_errors=True)
        if accept and failures:
            self.path.write_text("\n".join(out) + "\n")
        return failures

    def command(self, line, work, env, folder):
        done = subprocess.run(["/bin/sh", "-c", line], cwd=work, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)

        def lines_of(text):
            text = text.replace(str(folder / "work"), "FOLDER").replace(env["EXAMPLES"], "EXAMPLES").replace(str(self.server_folder), "SOCKET").replace(PORT, "PORT")
            return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n") if text else []

        out = lines_of(done.stdout) + ["! " + each if each else "!" for each in lines_of(done.stderr)]
        return out + ([f"[{done.returncode}]"] if done.returncode else [])


def available(need):
    if need == "server":
        return find_binaries() is not None
    if need.startswith("python:"):
        env = dict(os.environ, PYTHONPATH=os.environ.get("TRUEUP_SQLALCHEMY", ""))
        return subprocess.run(["/usr/bin/python3", "-c", need[7:].replace(":", " ")], env=env, capture_output=True).returncode == 0
    return shutil.which(need) is not None


def main():
    accept = "--accept" in sys.argv
    trueup, folder, *names = [each for each in sys.argv[1:] if not each.startswith("--")]
    server_folder = Path(tempfile.mkdtemp(prefix="tu."))
    server_folder.chmod(0o755)
    scripts = [Script(path, Path(trueup).resolve(), server_folder) for path in sorted(Path(folder).glob("*.script")) if not names or path.stem in names]
    server, failed, skipped = None, 0, 0
    try:
        for script in scripts:
            missing = [need for need in script.needs if not available(need)]
            if missing:
                skipped += 1
                print(f"skipped {script.path.name}: needs {', '.join(missing)}")
                continue
            if "server" in script.needs and not server:
                server = Server(server_folder)
            for command, expected, actual in script.run(accept):
                failed += 1
                print(f"{script.path.name}: $ {command}")
                print("".join(f"  - {line}\n" for line in expected) + "".join(f"  + {line}\n" for line in actual))
    finally:
        if server:
            server.stop()
        shutil.rmtree(server_folder, ignore_errors=True)
    print(f"{len(scripts)} scripts, {failed} commands differ, {skipped} scripts skipped")
    sys.exit(1 if failed and not accept else 0)


if __name__ == "__main__":
    main()
