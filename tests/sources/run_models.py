#!/usr/bin/env python3
"""Every case of tests/sources/models against the truth that the real SQLAlchemy made.

usage: run_models.py TRUEUP [CASE...]

A difference that the snapshot does not declare as unknown fails, unless the case stands in `known` below with the reason: that table may only
shrink.
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
COMPARE = HERE.parent.parent / 'tools' / 'oracle' / 'compare_models.py'
known = {}  # case: why


def text_of(case, name, default):
    path = case / name
    return path.read_text().strip() if path.exists() else default


def silent_differences(trueup, case, snapshot):
    root = (case / text_of(case, 'root', '.')).resolve()
    modules = ','.join(text_of(case, 'modules', 'models').split())
    read = subprocess.run([trueup, '-q', 'inspect', f'models:{root}:{modules}', '--format', 'json', '--allow-unknown'],
                          capture_output=True, text=True)
    if not read.stdout:
        return None, read.stderr.strip()
    snapshot.write_text(read.stdout)
    compared = subprocess.run([sys.executable, str(COMPARE), str(case / 'truth.json'), str(snapshot)], capture_output=True, text=True)
    lines = compared.stdout.strip().splitlines()
    return compared.returncode, '\n'.join(lines[:12]) or compared.stderr.strip()


def main():
    trueup = str(pathlib.Path(sys.argv[1]).resolve())
    cases = [HERE / 'models' / name for name in sys.argv[2:]] or sorted(p for p in (HERE / 'models').iterdir() if (p / 'truth.json').exists())
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            code, said = silent_differences(trueup, case, pathlib.Path(folder) / 'snapshot.json')
            if (code == 0) != (case.name in known):
                passed += 1
                continue
            failed += 1
            print(f'--- {case.name}' + (' is right now: take it out of `known`' if code == 0 else ''))
            print(said)
    print(f'{passed} passed, {failed} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
