#!/usr/bin/env python3
"""Every code that the program raises can be explained, and every one that can be explained is raised.

usage: check_codes.py SOURCE_FOLDER TRUEUP
"""
import pathlib
import re
import subprocess
import sys

# Made of several words at run time, or said by the evaluator of Python as a name of its own.
NOT_CODES = {'connected'}


def raised(folder):
    """Code -> a place that raises it, of the program itself (not of its tests)."""
    out = {}
    for path in sorted(folder.rglob('*.cpp')) + sorted(folder.rglob('*.h')):
        if path.name.endswith(('_test.cpp', '_fuzz.cpp')) or path.name == 'codes.cpp':
            continue
        text = path.read_text()
        assigned = re.findall(r'\bcode = ([^,;]*)', text)
        for code in re.findall(r'"([a-z][a-z0-9-]*)"', ' '.join(assigned)) + re.findall(r'(?:return|Reason) ?\{"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)",', text):
            out.setdefault(code, path.name)
    return {code: place for code, place in out.items() if code not in NOT_CODES}


def main():
    folder, trueup = pathlib.Path(sys.argv[1]), sys.argv[2]
    listed = re.findall(r'^    \{"([a-z0-9-]+)", "', (folder / 'commands' / 'codes.cpp').read_text().split('constexpr Code codes', 1)[1], re.M)
    codes, problems = raised(folder), []
    for code, place in sorted(codes.items()):
        if subprocess.run([trueup, 'explain', code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            problems.append(f'{place} raises "{code}", which `trueup explain` does not know: commands/codes.cpp')
    everything = '\n'.join(p.read_text() for p in folder.rglob('*.cpp') if p.name != 'codes.cpp' and not p.name.endswith('_test.cpp'))
    for code in listed:
        if code not in codes and f'"{code}"' not in everything:
            problems.append(f'"{code}" is explained and never raised')
    problems += [f'"{code}" is explained twice' for code in sorted(set(listed)) if listed.count(code) > 1]
    print('\n'.join(problems) or f'{len(codes)} codes, all explained')
    sys.exit(bool(problems))


main()
