#!/bin/bash
# make_truth.sh DIR_OF_SQLALCHEMY [CASE...]: writes models/CASE/truth.json and created.sql anew, for all cases or the named ones.
# DIR_OF_SQLALCHEMY is the folder that holds the package sqlalchemy, version 2.0. With 1.4 instead it writes truth-1.4.json and
# created-1.4.sql, only where they differ from those of 2.0 and only for cases that 1.4 can import.
# A case is a folder; imports start from it, or from the folder that its file `root` names. The modules to read are `models`,
# or what its file `modules` says. A case whose file `needs` names a package that cannot be imported is left as it is.
set -eu
sqlalchemy=$(realpath "${1:?usage: make_truth.sh DIR_OF_SQLALCHEMY [CASE...]}"); shift
cd "$(dirname "$0")/models"
dump=../../../tools/oracle/dump_metadata.py
create=../../../tools/oracle/create_sql.py
export PYTHONPATH=$sqlalchemy${PYTHONPATH:+:$PYTHONPATH} PYTHONDONTWRITEBYTECODE=1
version=$(python3 -c 'import sqlalchemy; print(sqlalchemy.__version__[:3])')
# The order of columns and constraints is no difference, nor is the version.
same='
import json, sys
def sort(value):
    if isinstance(value, dict):
        return {key: sort(entry) for key, entry in value.items() if key != "sqlalchemy"}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return sorted(map(sort, value), key=lambda entry: json.dumps(entry, sort_keys=True))
    return value
sys.exit(sort(json.load(open(sys.argv[1]))) != sort(json.load(open(sys.argv[2]))))'
lines() { grep -v '^-- Made by' "$1" | sed 's/,$//' | sort; }  # the order of constraints is no difference
failed=0
[ $# -gt 0 ] || set -- */
for case in "$@"; do
    case=${case%/}
    line=$version
    [ ! -e "$case/sqlalchemy" ] || { [ "$(cat "$case/sqlalchemy")" = "$version" ] || continue; line=2.0; }
    root=$case; [ ! -e "$case/root" ] || root=$case/$(cat "$case/root")
    modules=models; [ ! -e "$case/modules" ] || modules=$(tr ',' ' ' <"$case/modules")
    [ ! -e "$case/needs" ] || python3 -c "import $(cat "$case/needs")" 2>/dev/null || { echo "$case: needs $(cat "$case/needs"), left as it is" >&2; continue; }
    new=$(mktemp)
    if ! python3 "$dump" --root "$root" --name "$case" $modules >"$new" 2>"$new.err"; then
        [ "$line" != 2.0 ] || { echo "$case:"; cat "$new.err"; failed=1; }
        [ "$line" = 2.0 ] || rm -f "$case/truth-1.4.json"
    elif [ "$line" = 2.0 ]; then
        cat "$new" >"$case/truth.json"
    elif python3 -c "$same" "$new" "$case/truth.json"; then
        rm -f "$case/truth-1.4.json"
    else
        cat "$new" >"$case/truth-1.4.json"
    fi
    rm -f "$new" "$new.err"
    [ ! -e "$case/not_created" ] || continue
    # What create_all would send: to load it is the test of tests/sources/run_created.py.
    created=$case/created.sql; [ "$line" = 2.0 ] || created=$case/created-1.4.sql
    if ! python3 -W ignore "$create" --root "$root" $modules >"$new" 2>"$new.err"; then
        [ "$line" != 2.0 ] || { echo "$case:"; cat "$new.err"; failed=1; }
        [ "$line" = 2.0 ] || rm -f "$created"
    elif [ "$line" != 2.0 ] && cmp -s <(lines "$new") <(lines "$case/created.sql"); then
        rm -f "$created"
    else
        cat "$new" >"$created"
    fi
    rm -f "$new" "$new.err"
done
exit $failed
