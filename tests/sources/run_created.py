#!/usr/bin/env python3
"""No false alarm: databases that the real SQLAlchemy made are in step with the models they were made of.

usage: run_created.py TRUEUP [CASE...] [--accept]

For every case of models/: `before.sql` (what create_all takes for granted: schemas, extensions, types made elsewhere), then
`created.sql`, what create_all of SQLAlchemy 2.0 sends, and `created-1.4.sql`, what that of 1.4 sends where it differs, each
into an empty database; `trueup check` of the models must then find nothing. What PostgreSQL refuses, and what is unknown on
purpose, stands in the case's file `findings` (`findings-1.4`); --accept writes these.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # no __pycache__ beside the sources
sys.path.insert(0, str(HERE.parent / 'cli'))
from run_scripts import PORT, Server, find_binaries  # noqa: E402


def text_of(path, default=''):
    return path.read_text().strip() if path.exists() else default


class Runner:
    def __init__(self, trueup, server, folder):
        self.trueup, self.server, self.folder = trueup, server, folder

    def psql(self, database, *arguments):
        return subprocess.run([str(self.server.bin / 'psql'), '-qX', '-h', self.folder, '-p', PORT, '-U', 'postgres', '-d', database, *arguments],
                              capture_output=True, text=True)

    def findings(self, case, created, version):
        """What PostgreSQL refused to make and what the check found, as text; '' when all is in order."""
        self.psql('postgres', '-c', 'DROP DATABASE IF EXISTS judged', '-c', 'CREATE DATABASE judged')
        loaded = ''
        for file in [case / 'before.sql', created]:
            if file.exists():
                loaded += self.psql('judged', '-f', str(file)).stderr
        refused = ['refused: ' + line.split('ERROR:', 1)[1].strip() for line in loaded.splitlines() if 'ERROR:' in line]
        root = (case / text_of(case / 'root', '.')).resolve()
        modules = ','.join(text_of(case / 'modules', 'models').split())
        defines = ['--define', f'sqlalchemy.__version__={version[1:]}'] if version else []
        checked = subprocess.run([self.trueup, '-q', 'check', '--have', f'postgresql://postgres@/judged?host={self.folder}&port={PORT}',
                                  '--want', f'models:.:{modules}', *defines], capture_output=True, text=True, cwd=root)
        if checked.returncode == 0 and not refused and not checked.stderr:
            return ''
        lines = [line for line in checked.stdout.splitlines() if line.startswith('  ')]
        warnings = [line for line in checked.stderr.splitlines() if line]
        return '\n'.join(refused + lines + warnings + [f'exit {checked.returncode}']) + '\n'


def main():
    accept = '--accept' in sys.argv
    names = [each for each in sys.argv[2:] if not each.startswith('--')]
    if not find_binaries():
        print('skipped: no PostgreSQL server binaries')
        return 0
    cases = [HERE / 'models' / name for name in names] or sorted(p for p in (HERE / 'models').iterdir() if (p / 'created.sql').exists())
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        try:
            runner = Runner(str(pathlib.Path(sys.argv[1]).resolve()), server, folder)
            for case in cases:
                for version in ['', '-1.4']:
                    created, expected = case / f'created{version}.sql', case / f'findings{version}'
                    if not created.exists():
                        continue
                    found = runner.findings(case, created, version)
                    if found == (expected.read_text() if expected.exists() else ''):
                        passed += 1
                    elif accept:
                        expected.write_text(found) if found else expected.unlink()
                    else:
                        failed += 1
                        print(f'--- {case.name} ({created.name})\n{found or "nothing is found now: remove " + expected.name}')
        finally:
            server.stop()
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
