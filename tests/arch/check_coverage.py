#!/usr/bin/env python3
"""Which objects and fields no transition case creates, drops or changes: coverage of meaning, not of lines.

usage: check_coverage.py CASES_FOLDER TRUEUP UNCOVERED [--accept]

The kinds and fields come from `trueup kinds`, what a case does from `trueup diff` of its two sides, read as SQL files.
UNCOVERED lists what has no case yet; it may only shrink: a new hole fails, and so does a line that is covered by now.
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def run(trueup, *words):
    ran = subprocess.run([trueup, '-q', *map(str, words)], capture_output=True, text=True)
    return json.loads(ran.stdout) if ran.stdout[:1] in ('{', '[') else None


def sections(case):
    """The parts of a case file by name: `-- have.sql --` and the lines behind it."""
    out, name = {}, ''
    for line in case.read_text().splitlines():
        if line.startswith('-- ') and line.endswith(' --'):
            name = line[3:-3]
        else:
            out.setdefault(name, []).append(line)
    return {name: '\n'.join(lines) + '\n' for name, lines in out.items()}


def wanted(trueup):
    out = set()
    for kind in run(trueup, 'kinds', '--format', 'json'):
        out |= {f"{kind['name']} created", f"{kind['name']} dropped"}
        out |= {f"{kind['name']} {field['name']}" for field in kind['fields'] if 'not compared' not in field['change']}
    return out


def covered(trueup, folder):
    out = set()
    with tempfile.TemporaryDirectory() as work:
        for case in sorted(pathlib.Path(folder).rglob('*.case')):
            parts = sections(case)
            for side in ('have', 'want'):
                (pathlib.Path(work) / f'{side}.sql').write_text(parts.get(f'{side}.sql', ''))
            report = run(trueup, 'diff', f'sql:{work}/have.sql', f'sql:{work}/want.sql', '--format', 'json')
            for finding in (report or {}).get('findings', []):
                kind = finding['object']['kind']
                sort = finding['code'].split('-', 1)[0]
                if sort in ('missing', 'extra'):
                    out.add(f"{kind} {'created' if sort == 'missing' else 'dropped'}")
                out |= {f"{kind} {field['field']}" for field in finding.get('fields', [])}
    return out


def main():
    folder, trueup, list_file = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    holes = wanted(trueup) - covered(trueup, folder)
    if '--accept' in sys.argv:
        list_file.write_text(''.join(f'{hole}\n' for hole in sorted(holes)))
        return
    listed = set(list_file.read_text().split('\n')) - {''}
    for hole in sorted(holes - listed):
        print(f'no case: {hole} (add one below tests/cases)')
    for line in sorted(listed - holes):
        print(f'covered by now: {line} (take it out of {list_file.name})')
    print(f'{len(holes)} without a case')
    sys.exit(holes != listed)


main()
