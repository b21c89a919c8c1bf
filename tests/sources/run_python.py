#!/usr/bin/env python3
"""Every case of tests/sources/models, run by `python:`, against the truth that the real SQLAlchemy made.

usage: run_python.py TRUEUP [--python PATH] [CASE...]

Without --python /usr/bin/python3 is asked, with the SQLAlchemy in the folder that TRUEUP_SQLALCHEMY names, if any. Cases that
need what is not installed are skipped, counted and named. Exit status: 0, 1 something differs, 77 there is no SQLAlchemy.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
COMPARE = HERE.parent.parent / 'tools' / 'oracle' / 'compare_models.py'
SKIPPED = 77


def text_of(case, name, default):
    path = case / name
    return path.read_text().strip() if path.exists() else default


class Runner:
    def __init__(self, trueup, python):
        self.trueup, self.python = trueup, python
        self.env = dict(os.environ, PYTHONPATH=os.environ.get('TRUEUP_SQLALCHEMY', ''))
        self.version = self.ask('import sqlalchemy; print(".".join(sqlalchemy.__version__.split(".")[:2]))')

    def ask(self, code):
        done = subprocess.run([self.python, '-c', code], env=self.env, capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else None

    def lacks(self, case):
        """Why this case cannot run here; None: it can."""
        package, wanted = text_of(case, 'needs', ''), text_of(case, 'sqlalchemy', '')
        if package and self.ask(f'import {package}') is None:
            return package
        if wanted and wanted != self.version:
            return f'SQLAlchemy {wanted}'
        root, modules = self.place(case)
        return None if self.ask(f'import sys; sys.path[0] = {str(root)!r}\nimport {modules}') is not None else 'a newer SQLAlchemy'

    def place(self, case):
        return (case / text_of(case, 'root', '.')).resolve(), ','.join(text_of(case, 'modules', 'models').split())

    def truth(self, case):
        own = case / f'truth-{self.version}.json'
        return own if own.exists() else case / 'truth.json'

    def silent_differences(self, case, snapshot):
        root, modules = self.place(case)
        command = [self.trueup, '-q', 'inspect', f'python:{root}:{modules}', '--python', self.python, '--format', 'json', '--allow-unknown']
        read = subprocess.run(command, env=self.env, capture_output=True, text=True)
        if not read.stdout:
            return None, read.stderr.strip()
        snapshot.write_text(read.stdout)
        compared = subprocess.run([sys.executable, str(COMPARE), str(self.truth(case)), str(snapshot)], capture_output=True, text=True)
        return compared.returncode, '\n'.join(compared.stdout.strip().splitlines()[:12]) or compared.stderr.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('trueup', type=pathlib.Path)
    parser.add_argument('--python', default='/usr/bin/python3')
    parser.add_argument('cases', nargs='*')
    arguments = parser.parse_args()
    runner = Runner(str(arguments.trueup.resolve()), arguments.python)
    if not runner.version:
        print(f'skipped: {arguments.python} has no SQLAlchemy')
        sys.exit(SKIPPED)
    cases = [HERE / 'models' / name for name in arguments.cases] or sorted(p for p in (HERE / 'models').iterdir() if (p / 'truth.json').exists())
    passed, failed, skipped = 0, 0, {}
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            if why := runner.lacks(case):
                skipped.setdefault(why, []).append(case.name)
                continue
            code, said = runner.silent_differences(case, pathlib.Path(folder) / 'snapshot.json')
            if code == 0:
                passed += 1
                continue
            failed += 1
            print(f'--- {case.name}\n{said}')
    for why, names in skipped.items():
        print(f'skipped for want of {why}: {", ".join(names)}')
    print(f'SQLAlchemy {runner.version}: {passed} passed, {failed} failed, {sum(map(len, skipped.values()))} skipped')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
