#!/usr/bin/env python3
"""Prints what MetaData.create_all() would send to PostgreSQL, DDL events included, without a server.

usage: create_sql.py --root DIR [--version N] MODULE...

Imports the modules with the SQLAlchemy on PYTHONPATH (2.0 or 1.4) and writes the statements for all metadata found in
them, in the order of the modules. It runs the project's code: only for code that we trust.
"""
import argparse
import importlib
import itertools
import re
import sys
import types

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import configure_mappers


def metadata_of(modules):
    """All MetaData that have tables, as attributes of the modules or of a base class in them, each once."""
    found = []
    for module in modules:
        for value in vars(module).values():
            candidate = value if isinstance(value, sa.MetaData) else getattr(value, "metadata", None)
            if isinstance(candidate, sa.MetaData) and candidate.tables and candidate not in found:
                found.append(candidate)
    return found


def statements(metadata, dialect):
    """What create_all sends, as text. Queries are left out: they are not DDL."""
    sent = []

    def send(element, *args, **kwargs):
        if isinstance(element, str):
            sent.append(element.strip())
        elif isinstance(element, sa.schema.DDLElement):
            # The compiler doubles % for drivers that take %s as a parameter.
            sent.append(str(element.compile(dialect=dialect)).strip().replace("%%", "%"))
        return types.SimpleNamespace(scalar=lambda: None, fetchall=list)

    engine = sa.create_mock_engine("postgresql://", send)
    engine._dialect = dialect
    metadata.create_all(engine, checkfirst=False)
    return list(dict.fromkeys(sent))  # without its look-ups, create_all makes a shared sequence or type twice


def settled(sent):
    """SQLAlchemy keeps indexes in a set: sort neighbours of one kind, so that the same models give the same file."""
    kinds = re.compile(r"CREATE (UNIQUE )?INDEX|CREATE TYPE|ALTER TABLE \S+ ADD")
    result = []
    for is_loose, run in itertools.groupby(sent, key=lambda statement: bool(kinds.match(statement))):
        result += sorted(run, key=lambda statement: statement.replace("UNIQUE ", "")) if is_loose else run
    return result


def tidy(statement):
    lines = (line.rstrip().replace("\t", "    ") for line in statement.strip().rstrip(";").splitlines())
    return "\n".join(line for line in lines if line) + ";\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", default=".", help="folder that imports start from")
    parser.add_argument("--version", type=int, default=15, help="PostgreSQL's major version")
    parser.add_argument("modules", nargs="+")
    args = parser.parse_args()
    sys.dont_write_bytecode = True
    sys.path.insert(0, args.root)
    modules = [importlib.import_module(name) for name in args.modules]
    configure_mappers()
    dialect = postgresql.dialect(paramstyle="pyformat")
    dialect.server_version_info = (args.version, 0)
    dialect._backslash_escapes = False  # as it finds out when it connects
    print(f"-- Made by tools/oracle/create_sql.py from {', '.join(args.modules)} with SQLAlchemy {sa.__version__.split('.')[0]}; do not edit.\n")
    for metadata in metadata_of(modules):
        for statement in settled(statements(metadata, dialect)):
            print(tidy(statement))


if __name__ == "__main__":
    main()
