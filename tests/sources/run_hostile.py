#!/usr/bin/env python3
"""Model folders that break readers: each is read as far as it goes, within bounds of time and memory, and what was not
read is named.

usage: run_hostile.py TRUEUP [SCENARIO...]

A scenario writes a folder and says what `trueup models check` is to answer: its exit code, tables that must be there,
texts that must be said. Every run may take 10 s of CPU and 1 GB of addresses beyond what it begins with.
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

BASE = 'from sqlalchemy import Column, Integer, String\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n'


def model(name, columns='', base='Base'):
    return f'class {name.title()}({base}):\n    __tablename__ = "{name}"\n    id = Column(Integer, primary_key=True)\n{columns}'


class Folder:
    def __init__(self, path):
        self.path = path

    def write(self, name, text):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file


scenarios = {}


def scenario(modules, exit_code, tables=(), says=(), columns=None, says_not=()):
    def keep(write):
        scenarios[write.__name__] = (write, modules, exit_code, tables, says, columns or {}, says_not)
        return write
    return keep


@scenario('app', 3, ['good', 'better'], ['app/bad.py:2', 'invalid syntax'])
def one_file_does_not_parse(folder):
    folder.write('app/__init__.py', 'from . import good, bad, better\n')
    folder.write('app/base.py', BASE)
    folder.write('app/good.py', 'from .base import *\n' + model('good'))
    folder.write('app/better.py', 'from .base import *\n' + model('better'))
    folder.write('app/bad.py', 'from .base import *\nclass Bad(Base:\n    pass\n')


@scenario('app', 3, ['good'], ['app/old.py:1', 'Python 2'])
def one_file_is_written_in_python_2(folder):
    folder.write('app/__init__.py', BASE + 'from . import old\n' + model('good'))
    folder.write('app/old.py', "print 'hello'\nraise ValueError, 'x'\n")


@scenario('models', 0, [f't{i}' for i in (0, 1234, 2499)], columns={'t2499': 21})
def a_generated_module_of_fifty_thousand_lines(folder):
    columns = ''.join(f'    c{i} = Column(String({i + 1}))\n' for i in range(20))
    folder.write('models.py', BASE + ''.join(model(f't{i}', columns) for i in range(2500)))


@scenario('models', 3, ['before', 'after'], ['models.py'])
def loops_that_never_end(folder):
    folder.write('models.py', BASE + model('before') + 'try:\n    import spin\nexcept ImportError:\n    pass\n' + model('after'))
    folder.write('spin.py', 'n = 0\nwhile True:\n    n += 1\n')


@scenario('models', 3, ['before'], ['models.py'])
def recursion_that_never_ends(folder):
    folder.write('models.py', BASE + model('before') + 'def f(n):\n    return f(n + 1)\nclass Odd(Base):\n    __tablename__ = f(1)\n    id = Column(Integer, primary_key=True)\n')


@scenario('models', 3, ['before'], ['models.py'])
def iterators_that_never_end(folder):
    folder.write('models.py', BASE + model('before') + 'import itertools\nnames = list(itertools.count())\nclass Odd(Base):\n    __tablename__ = names[3]\n    id = Column(Integer, primary_key=True)\n')


@scenario('models', 0, ['deep'], columns={'deep': 401})
def inheritance_of_four_hundred_levels(folder):
    levels = ''.join(f'class M{i}({f"M{i - 1}" if i else "object"}):\n    c{i} = Column(Integer)\n' for i in range(400))
    folder.write('models.py', BASE + levels + model('deep', base='Base, M399'))


@scenario('models', 3, ['before'], ['models.py'])
def texts_of_gigabytes(folder):
    bombs = ['"x" * 10**9', '["x" * 1000] * 10**9', '10 ** 10**8', '"%1000000000d" % 1', '"x".zfill(10**9)', 'b"x" * 10**9', '"{:1000000000}".format(1)', 'bytes(10**9)',
             'f"{1:1000000000}"', '"x".ljust(10**9)', '1 << 10**9', 'list(range(10**9))', '"a,".join(["b" * 10**6] * 10**6)', '("ab" * 10**6).replace("a", "c" * 10**4)',
             'int("9" * 10**7)', '(3 ** 10**5) ** 10**4', '[0] * 10**10', '{i: i for i in range(10**9)}', 'set(range(10**9))', '"x".center(10**9)', '"\\t".expandtabs(10**9)']
    folder.write('models.py', BASE + model('before') + ''.join(f'try:\n    b{i} = {bomb}\nexcept MemoryError:\n    b{i} = None\n' for i, bomb in enumerate(bombs))
                 + 'class Odd(Base):\n    __tablename__ = b0[:3]\n    id = Column(Integer, primary_key=True)\n')


@scenario('models', 3, ['before'], ['models.py'])
def lists_that_double(folder):
    folder.write('models.py', BASE + model('before') + 'a = ["x"]\nfor i in range(64):\n    a = a + a\ns = "y"\nfor i in range(64):\n    s += s\nclass Odd(Base):\n    __tablename__ = s[0] + a[1]\n    id = Column(Integer, primary_key=True)\n')


@scenario(None, 0, ['once', 'twice'])
def folders_that_contain_themselves(folder):
    folder.write('app/__init__.py', '')
    folder.write('app/models/__init__.py', BASE + model('once'))
    folder.write('app/models/more.py', 'from app.models import *\n' + model('twice'))
    (folder.path / 'app/models/again').symlink_to(folder.path / 'app', target_is_directory=True)
    (folder.path / 'app/self').symlink_to('.', target_is_directory=True)
    (folder.path / 'app/loop').symlink_to('loop')


@scenario('models', 0, ['straße', 'café', 'naïve', 'œuvre', 'plain'], columns={'plain': 3})
def files_in_other_encodings(folder):
    folder.write('base.py', BASE)
    body = 'from base import *\nclass A{}(Base):\n    __tablename__ = "{}"\n    id = Column(Integer, primary_key=True)\n'
    folder.write('latin.py', ('# -*- coding: latin-1 -*-\n' + body.format(1, 'straße')).encode('latin-1'))
    folder.write('latin9.py', ('# vim: set fileencoding=iso-8859-15 :\n' + body.format(2, 'œuvre')).encode('iso-8859-15'))
    folder.write('windows.py', ('#!/usr/bin/python\n# coding: cp1252\n' + body.format(3, 'café')).encode('cp1252'))
    folder.write('marked.py', b'\xef\xbb\xbf' + body.format(4, 'naïve').encode())
    folder.write('tabs.py', 'from base import *\r\nclass P(Base):\r\n\t__tablename__ = "plain"\r\n\tid = Column(Integer, primary_key=True)\r\n\x0c\r\n\tb = Column(\\\r\n\t\tString)\r\n\tc = Column(Integer)')
    folder.write('models.py', 'import latin, latin9, windows, marked, tabs\n')


@scenario('models', 3, ['before'], ['broken.py'])
def a_file_that_is_no_text(folder):
    folder.write('models.py', BASE + model('before') + 'import broken\n')
    folder.write('broken.py', bytes(range(256)) * 100)


@scenario('models', 3, ['before'], ['broken.py'])
def a_file_in_an_encoding_nobody_named(folder):
    folder.write('models.py', BASE + model('before') + 'import broken\n')
    folder.write('broken.py', 'name = "straße"\n'.encode('latin-1'))


@scenario('models', 3, ['before'], ['nested.py'])
def brackets_nested_a_hundred_thousand_deep(folder):
    folder.write('models.py', BASE + model('before') + 'import nested\n')
    folder.write('nested.py', 'a = ' + '(' * 100000 + ')' * 100000 + '\n')


@scenario('models', 0, ['before'], columns={'before': 1})
def an_expression_of_a_hundred_thousand_terms(folder):
    folder.write('models.py', BASE + 'n = ' + '+'.join(['1'] * 100000) + '\n' + model('before'))


@scenario('a', 0, ['a', 'b'])
def modules_that_import_each_other(folder):
    folder.write('base.py', BASE)
    folder.write('a.py', 'from base import *\nimport b\n' + model('a') + 'from b import B\n')
    folder.write('b.py', 'from base import *\nimport a\n' + model('b'))


@scenario('models', 0, ['before'], says_not=['touched'])
def code_with_side_effects(folder):
    target = folder.path / 'touched'
    folder.write('models.py', BASE + model('before') + f'''
import os, subprocess, shutil, pathlib, socket, sys
os.system("touch {target}")
subprocess.run(["touch", "{target}"])
open("{target}", "w").write("x")
pathlib.Path("{target}").write_text("x")
os.makedirs("{target}")
sys.exit(1) if os.path.exists("{target}") else None
''')


def opened_elsewhere(trueup, folder):
    """Files outside of the project that reading opens; None where strace is not at hand."""
    if not shutil.which('strace'):
        return None
    outside = folder.parent / 'outside'
    outside.mkdir()
    (outside / 'secret.py').write_text('X = 1\n')
    (outside / 'data.txt').write_text('x')
    (folder / 'link.py').symlink_to(outside / 'secret.py')
    (folder / 'linked').symlink_to(outside, target_is_directory=True)
    (folder / 'models.py').write_text(BASE + model('before') + f'''
import sys, importlib.util, runpy, json
sys.path.insert(0, "{outside}")
for name in ("link", "secret", "linked.secret"):
    try:
        __import__(name)
    except ImportError:
        pass
for path in ("{outside}/data.txt", "../outside/data.txt", "linked/data.txt", "/etc/hostname"):
    try:
        open(path).read()
    except OSError:
        pass
exec(open("{outside}/secret.py").read())
runpy.run_path("{outside}/secret.py")
importlib.util.spec_from_file_location("s", "{outside}/secret.py")
''')
    log = folder.parent / 'log'
    subprocess.run(['strace', '-f', '-e', 'trace=open,openat,openat2', '-o', str(log), trueup, '-q', 'models', 'check', f'models:{folder}:models', '--allow-unknown'],
                   capture_output=True, cwd=folder)
    return [line for line in log.read_text(errors='replace').splitlines() if ('outside' in line or '/etc/hostname' in line) and 'ENOENT' not in line]


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def ran(arguments, cwd):
    return subprocess.run(arguments, capture_output=True, text=True, cwd=cwd, preexec_fn=limits, errors='replace')


def wrong(trueup, name, folder):
    write, modules, exit_code, tables, says, columns, says_not = scenarios[name]
    write(Folder(folder))
    locator = f'models:{folder}' + (f':{modules}' if modules else '')
    check = ran([trueup, 'models', 'check', locator], folder)
    out = []
    if check.returncode != exit_code:
        out.append(f'exits with {check.returncode}, not {exit_code}')
    said = check.stdout + check.stderr
    out += [f'does not say: {text}' for text in says if text not in said]
    read = ran([trueup, '-q', 'inspect', locator, '--format', 'json', '--allow-unknown'], folder)
    try:
        objects = json.loads(read.stdout)['objects']
    except (ValueError, KeyError):
        return out + ['inspect gave no snapshot: ' + read.stderr[-300:]] + [said[-600:]]
    paths = {kind: [object['path'] for object in objects if object['kind'] == kind] for kind in ('table', 'column')}
    found = {path[-1] for path in paths['table']}
    out += [f'the table {table} is lost' for table in tables if table not in found]
    for table, count in columns.items():
        has = sum(1 for path in paths['column'] if path[-2] == table)
        if has != count:
            out.append(f'{table} has {has} columns, not {count}')
    out += [f'{text} is there' for text in says_not if (folder / text).exists()]
    return out + [said[-600:]] if out else []


def main():
    trueup = str(pathlib.Path(sys.argv[1]).resolve())
    failed = 0
    names = sys.argv[2:] or list(scenarios) + ['nothing_outside_is_opened']
    for name in names:
        with tempfile.TemporaryDirectory() as top:
            folder = pathlib.Path(os.path.realpath(top)) / 'project'
            folder.mkdir()
            out = opened_elsewhere(trueup, folder) if name == 'nothing_outside_is_opened' else wrong(trueup, name, folder)
        if out is None:
            print(f'{name}: not tried, strace is not at hand')
        elif out:
            failed += 1
            print(f'--- {name}\n' + '\n'.join(out))
    print(f'{len(names) - failed} passed, {failed} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
