#!/usr/bin/env python3
"""The binary needs libc alone, and libpq only to reach a server: tried in roots that hold just that.

usage: bare_root.py TRUEUP SOURCE-FOLDER      (as root, for chroot; otherwise exit 77: skipped)
"""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile

LIBC = ('linux-vdso', 'libc.so', 'libm.so', 'ld-linux', 'libpthread', 'libdl')


def libraries(path):
    """Files that `ldd` lists for a binary or library."""
    out = subprocess.run(['ldd', path], capture_output=True, text=True, check=True).stdout
    return [word for line in out.splitlines() for word in line.split() if word.startswith('/')]


def copy_into(root, path):
    place = root / path.lstrip('/')
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        shutil.copy(os.path.realpath(path), place)


def run(root, *words):
    return subprocess.run(['/usr/sbin/chroot', str(root), '/trueup', *words], capture_output=True, text=True, env={'HOME': '/'})


def expect(what, done, code, text=''):
    if done.returncode != code or text not in done.stdout + done.stderr:
        sys.exit(f'{what}: exit {done.returncode}, expected {code} and "{text}"\n{done.stdout}{done.stderr}')
    print('ok:', what)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def main():
    trueup, source = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2])
    strange = [lib for lib in libraries(trueup) if not os.path.basename(lib).startswith(LIBC)]
    if strange:
        sys.exit(f'the binary is linked with more than libc: {strange}')
    if os.getuid() != 0:
        sys.exit(77)
    work = pathlib.Path(tempfile.mkdtemp(prefix='trueup-bare-'))
    try:
        root = work / 'root'
        root.mkdir()
        shutil.copy(trueup, root / 'trueup')
        for lib in libraries(trueup):
            copy_into(root, lib)
        shutil.copytree(source / 'tests/sources/models/comments', root / 'models')
        (root / 'tmp').mkdir()
        expect('models check needs libc alone', run(root, 'models', 'check', 'models:/models:models'), 0)
        url = f'postgresql://bare@127.0.0.1:{free_port()}/bare'
        check = ('check', '--want', 'models:/models:models', '--have')
        expect('without libpq the package is named', run(root, *check, url), 2, 'libpq5')

        libpq = next(line.split()[-1] for line in subprocess.run(['ldconfig', '-p'], capture_output=True, text=True).stdout.splitlines() if 'libpq.so.5 ' in line)
        for lib in [libpq, *libraries(libpq)]:
            copy_into(root, lib)
        expect('with libpq a server that is not there is refused', run(root, *check, url), 2, 'refused')

        bins = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin'), key=lambda p: int(p.parent.name))
        if not bins:
            print('skipped: no server binaries for the last step')
            return
        user, data, port = pwd.getpwnam('postgres'), work / 'data', free_port()
        os.chmod(work, 0o755)
        data.mkdir()
        os.chown(data, user.pw_uid, user.pw_gid)

        def server(*words):
            subprocess.run(['runuser', '-u', 'postgres', '--', *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd='/')

        server(bins[-1] / 'initdb', '-D', data, '-A', 'trust', '-U', 'bare', '--no-sync')
        server(bins[-1] / 'pg_ctl', '-D', data, '-l', data / 'log', '-w', '-o', f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", 'start')
        try:
            expect('check answers from a root with libpq alone', run(root, *check, f'postgresql://bare@127.0.0.1:{port}/postgres'), 1, 'missing table')
        finally:
            server(bins[-1] / 'pg_ctl', '-D', data, '-m', 'immediate', 'stop')
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
