"""Compares trueup's syntax trees with CPython's own.

compare_with_cpython.py DUMP_PYTHON [--lazy] [--sample N] [-v] [--cases FILE] [FILE-OR-FOLDER…]

Without files: every .py file of the standard library of the Python that runs this, site-packages left out. A file that
CPython parses must give the same tree, with the same lines and columns; one that it rejects must only not crash us.
The cases of FILE are small sources with lines of "----" between them, treated likewise.
"""
import ast
import atexit
import math
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import unicodedata
import warnings

HAS_STRING_PLACES = sys.version_info >= (3, 12)
LEFT_OUT = {"type_ignores", "type_comment", "end_lineno"}


def constant(value):
    if isinstance(value, bool) or value is None or value is Ellipsis:
        return repr(value)
    if isinstance(value, int):
        return str(value) if -(2**63) <= value < 2**63 else hex(value)
    if isinstance(value, complex):
        return ("inf" if math.isinf(value.imag) else repr(value.imag)) + "j"
    return ascii(value)


def write(node, out, places):
    kind = type(node).__name__
    out.append(kind)
    if places and hasattr(node, "lineno"):
        out.append(f"@{node.lineno}:{node.col_offset}")
    out.append("(")
    if kind == "JoinedStr" and not HAS_STRING_PLACES:
        places = False
    between = ""
    for name in node._fields:
        value = getattr(node, name, None)
        if kind in ("Constant", "MatchSingleton") and name == "value":
            out.append(f"{between}value={constant(value)}")
        elif value is None or value == [] or name in LEFT_OUT or isinstance(value, ast.Load):
            continue
        elif isinstance(value, list):
            if sys.version_info[:2] == (3, 12) and kind == "JoinedStr":
                # 3.12 leaves empty texts in formats, which neither 3.11 nor 3.13 does.
                value = [one for one in value if getattr(one, "value", None) != ""]
            out.append(f"{between}{name}=[")
            comma = ""
            for one in value:
                out.append(comma)
                comma = ", "
                if isinstance(one, ast.AST):
                    write(one, out, places)
                else:
                    out.append(ascii(one))
            out.append("]")
        elif isinstance(value, ast.AST):
            out.append(f"{between}{name}=")
            write(value, out, places)
        else:
            out.append(f"{between}{name}={ascii(value)}")
        between = ", "
    out.append(")")


def dump_of(path):
    """The tree, or None where CPython rejects the file."""
    with open(path, "rb") as file:
        source = file.read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    out = []
    write(tree, out, True)
    return "".join(out)


def with_characters(text):
    """Puts the characters that \\N{…} names into the constants that are marked for it."""

    def one(match):
        value = ast.literal_eval(match[1])
        return ascii(re.sub(r"\\N\{([^}]*)\}", lambda name: unicodedata.lookup(name[1]), value))

    return re.sub(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")!named""", one, text)


def with_normal_names(text):
    """CPython normalises identifiers (NFKC), trueup leaves them alone."""

    def one(match):
        return match[1] + ascii(unicodedata.normalize("NFKC", ast.literal_eval(match[2])))

    return re.sub(r"\b((?:id|attr|arg|name|asname|module|rest)=)('[^']*\\[^']*')", one, text)


def compare(job):
    tool, options, paths = job
    if not HAS_STRING_PLACES:
        options = options + ["--old-strings"]
    run = subprocess.run([tool, *options, "-"], input="\n".join(paths).encode(), stdout=subprocess.PIPE)
    lines = run.stdout.decode("utf-8", "replace").split("\n")
    result = []
    for i, path in enumerate(paths):
        ours = lines[i] if i < len(lines) and lines[i] else "crash"
        theirs = dump_of(path)
        if theirs is None:
            verdict = "rejected" if ours.startswith("error") else "crash" if ours == "crash" else "accepted"
            result.append((path, verdict, ""))
        elif ours.startswith("error python-encoding") and "unknown encoding" in ours:
            result.append((path, "in another encoding", ours))
        elif not ours.startswith("ok "):
            result.append((path, "wrong", ours))
        else:
            ours = with_characters(ours[3:])
            if ours != theirs:
                ours = with_normal_names(ours)
            if ours == theirs:
                result.append((path, "equal", ""))
            else:
                at = next((k for k, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
                begin = max(0, at - 120)
                result.append((path, "wrong", f"\n  ours   {ours[begin:at + 120]}\n  theirs {theirs[begin:at + 120]}"))
    return result


def in_deep_thread(job):
    """The dump recurses as deep as trees do."""
    sys.setrecursionlimit(100_000)
    threading.stack_size(512 * 1024 * 1024)
    result = []
    thread = threading.Thread(target=lambda: result.extend(compare(job)))
    thread.start()
    thread.join()
    return result


def files_below(folder):
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in ("site-packages", "__pycache__", ".git"))
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(here, name)


def files_of_cases(path):
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    with open(path) as file:
        for i, case in enumerate(file.read().split("----\n")):
            with open(os.path.join(folder, f"case_{i:04}.py"), "w") as one:
                one.write(case)
    return files_below(folder)


def main():
    arguments = sys.argv[1:]
    tool, options, sample, paths = arguments.pop(0), [], 1, []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--lazy":
            options.append(argument)
        elif argument == "--sample":
            sample = int(arguments.pop(0))
        elif argument == "--cases":
            paths.extend(files_of_cases(arguments.pop(0)))
        elif argument == "-v":
            continue
        elif os.path.isdir(argument):
            paths.extend(files_below(argument))
        else:
            paths.append(argument)
    paths = (paths or list(files_below(sysconfig.get_paths()["stdlib"])))[::sample]
    jobs = [(tool, options, paths[i : i + 25]) for i in range(0, len(paths), 25)]
    count = {}
    with multiprocessing.Pool(2, maxtasksperchild=20) as pool:
        for results in pool.imap(in_deep_thread, jobs):
            for path, verdict, detail in results:
                count[verdict] = count.get(verdict, 0) + 1
                if verdict in ("wrong", "crash"):
                    print(f"{verdict}: {path}: {detail}")
                elif verdict == "accepted" and "-v" in sys.argv:
                    print(f"accepted: {path}")
    print(f"{len(paths)} files: " + ", ".join(f"{n} {verdict}" for verdict, n in sorted(count.items())))
    return 1 if count.get("wrong") or count.get("crash") or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
