#!/usr/bin/env python3
"""Checks that the sources keep the rules of docs/architecture.md. usage: check_layers.py [ROOT]

- a folder of src/ includes only folders to its left in `layers`; those of one group do not include each other;
- only kinds/, read/, settle/, write/, plan/rewrites/ include headers of kinds/;
- no .cpp or .h of src/ is longer than `most_lines`, tables of data excepted;
- every command of src/commands/CMakeLists.txt has its .cpp and its .md, and every .md its command.

Tests, benchmarks and fuzzers (*_test.cpp, *_bench.cpp, *_fuzz.cpp) may include anything. Exit status: 0, or 1 with one line
a violation.
"""
import re
import sys
from pathlib import Path

layers = [["base"], ["model"], ["pg", "python"], ["kinds"], ["read", "settle", "write"], ["diff"], ["plan"], ["gate"], ["apply"],
          ["commands"], ["main.cpp"]]
may_include_kinds = ["src/kinds/", "src/read/", "src/settle/", "src/write/", "src/plan/rewrites/"]
most_lines = 700
data_tables = {"src/pg/builtin_data.cpp"}

# Violations that are there already, word for word as printed. May only shrink: one that is gone must leave this table.
known = set()

include_line = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
beside_the_code = re.compile(r"_(test|bench|fuzz)\.cpp$")


def level_of(folder):
    return next((i for i, group in enumerate(layers) if folder in group), None)


def sources(root):
    found = [p for p in (root / "src").rglob("*") if p.suffix in (".cpp", ".h")]
    return sorted((p.relative_to(root).as_posix(), p.read_text(encoding="utf-8")) for p in found)


def included_folder(root, name):
    """The folder of src/ that an include names: None for a header that the build makes or that lies elsewhere."""
    folder = name.split("/")[0]
    return folder if "/" in name and (root / "src" / folder).is_dir() else None


def broken_layers(root, path, text):
    own = path.split("/")[1]
    level = level_of(own)
    if level is None:
        yield f"{path}: {own} has no place among the layers"
        return
    for name in include_line.findall(text):
        folder = included_folder(root, name)
        if name.startswith("tests/"):
            yield f"{path}: includes {name}: only tests may"
        elif folder and folder != own:
            other = level_of(folder)
            if other is None or other >= level:
                yield f"{path}: includes {name}: {folder} is not to the left of {own}"
        if folder == "kinds" and not path.startswith(tuple(may_include_kinds)):
            yield f"{path}: includes {name}: it may see kinds through model/kind.h alone"


def too_long(path, text):
    lines = text.count("\n")
    if lines > most_lines and path not in data_tables:
        yield f"{path}: longer than {most_lines} lines"


def broken_commands(root):
    folder = root / "src" / "commands"
    listed = re.search(r"set\(TRUEUP_COMMANDS ([^)]*)\)", (folder / "CMakeLists.txt").read_text(encoding="utf-8"))
    if not listed:
        yield "src/commands/CMakeLists.txt: no list TRUEUP_COMMANDS"
        return
    commands = listed.group(1).split()
    for command in commands:
        for suffix in (".cpp", ".md"):
            if not (folder / (command + suffix)).is_file():
                yield f"src/commands/{command}{suffix}: missing, and {command} is a command"
    for page in sorted(folder.glob("*.md")):
        if page.stem not in commands:
            yield f"src/commands/{page.name}: no command is called so"


def violations(root):
    files = sources(root)
    if not files:
        yield f"no sources below {root}/src"
    for path, text in files:
        if not beside_the_code.search(path):
            yield from broken_layers(root, path, text)
        yield from too_long(path, text)
    for path in sorted(data_tables - {path for path, _ in files}):
        yield f"{path}: exempt as a table of data, and not there"
    yield from broken_commands(root)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
    found = list(violations(root))
    fresh = [v for v in found if v not in known]
    outlived = sorted(known - set(found))
    for violation in fresh:
        print(violation)
    for violation in outlived:
        print(f"no longer so, take it out of the table `known`: {violation}")
    return 1 if fresh or outlived else 0


if __name__ == "__main__":
    sys.exit(main())
