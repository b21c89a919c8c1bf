#!/usr/bin/env python3
"""compare_eval.py EVAL_PYTHON FOLDER [NAME…]: runs the small programs of FOLDER through trueup's evaluator and through
this CPython, and compares repr() of every module-level name that begins with r_."""
import os
import re
import subprocess
import sys


def by_cpython(path):
    space = {"__name__": os.path.basename(path)[:-3], "__file__": path}
    module = type(sys)(space["__name__"])
    sys.modules[space["__name__"]] = module
    module.__dict__.update(space)
    sys.path.insert(0, os.path.dirname(path))
    try:
        exec(compile(open(path).read(), path, "exec"), module.__dict__)
    finally:
        sys.path.pop(0)
    # Places in memory and what only the interpreter's own classes say are not compared.
    return [f"{name} = {same(repr(value))}" for name, value in module.__dict__.items() if name.startswith("r_")]


def same(text):
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def main():
    tool, folder, only = sys.argv[1], sys.argv[2], sys.argv[3:]
    wrong = 0
    names = only or sorted(name for name in os.listdir(folder) if name.endswith(".py"))
    for name in names:
        path = os.path.join(folder, name)
        stdout, sys.stdout = sys.stdout, open(os.devnull, "w")
        try:
            want = by_cpython(path)
        finally:
            sys.stdout = stdout
        done = subprocess.run([tool, path], capture_output=True, text=True, timeout=60)
        have = [same(line) for line in done.stdout.split("\n")]
        have = [line for line in have if line]
        want = [line for line in "\n".join(want).split("\n") if line]
        if have == want and done.returncode == 0:
            continue
        wrong += 1
        print(f"{name}: differs (exit {done.returncode})")
        for line in done.stderr.strip().split("\n")[:8]:
            if line:
                print("   ", line)
        missing = [line for line in want if line not in have]
        extra = [line for line in have if line not in want]
        for line in missing[:8]:
            print("    want", line[:600])
        for line in extra[:8]:
            print("    have", line[:600])
    print(f"{len(names)} programs, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
