#!/usr/bin/env python3
"""Prints as JSON what the real SQLAlchemy makes of a folder of models: the truth that `trueup inspect models:` is held to.

usage: dump_metadata.py --root DIR [--name NAME] [--version N] MODULE...

Imports the modules with the SQLAlchemy on PYTHONPATH (2.0 or 1.4), configures the mappers, and writes the tables of all
metadata that the modules under DIR hold, as PostgreSQL of that major version would get them. Names are as they go into the
DDL: naming convention applied, cut where they are too long; null where the server is to choose.
It runs the code of the models: only for code that we trust.
"""
import argparse
import importlib
import json
import os
import re
import sys

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import configure_mappers
from sqlalchemy.schema import ForeignKeyConstraint, UniqueConstraint


class Dump:
    """Turns schema elements into plain dictionaries, for one dialect."""

    def __init__(self, version):
        self.dialect = postgresql.dialect(paramstyle="named")
        self.dialect.server_version_info = (version, 0)
        self.dialect._backslash_escapes = False  # as it finds out when it connects
        self.ddl = self.dialect.ddl_compiler(self.dialect, None)
        self.types = getattr(self.dialect, "type_compiler_instance", None) or self.dialect.type_compiler

    def sql(self, element):
        """An expression as it stands in DDL: values in place, columns without their table."""
        if isinstance(element, str):
            return element
        return self.ddl.sql_compiler.process(element, include_table=False, literal_binds=True)

    def name(self, item):
        try:
            text = self.dialect.identifier_preparer.format_constraint(item)
        except (sa.exc.CompileError, AssertionError, TypeError):
            return None  # neither named nor covered by the convention: what it raises differs by kind and version
        return text[1:-1].replace('""', '"') if text and text.startswith('"') else text

    def is_made(self, item):
        """Does create_all make it here? Type-bound checks and ddl_if() may say no."""
        rule, ddl_if = getattr(item, "_create_rule", None), getattr(item, "_ddl_if", None)
        if rule is not None and not rule(self.ddl):
            return self.is_added(item)
        return ddl_if is None or bool(ddl_if._should_execute(None, item, None, compiler=self.ddl))

    def is_added(self, constraint):
        """Does an event's AddConstraint() bring it?"""
        for listener in getattr(constraint.table, "dispatch").after_create if getattr(constraint, "table", None) is not None else ():
            if isinstance(listener, sa.schema.AddConstraint) and listener.element is constraint:
                ddl_if = getattr(listener, "_ddl_if", None) or listener
                return getattr(ddl_if, "dialect", None) in (None, "postgresql")
        return False

    def enum(self, type_):
        """The enum at the bottom of a type, through decorators, variants and arrays."""
        if isinstance(type_, sa.types.TypeDecorator):
            type_ = type_.load_dialect_impl(self.dialect)
        type_ = getattr(type_, "_variant_mapping", {}).get("postgresql", type_)
        if isinstance(type_, sa.types.TypeDecorator):
            return self.enum(type_)
        if isinstance(type_, sa.ARRAY):
            return self.enum(type_.item_type)
        if not isinstance(type_, sa.Enum):
            return None
        made_from = type_.enum_class
        return {
            "name": type_.name,
            "schema": type_.schema,
            "labels": list(type_.enums),
            "native": bool(type_.native_enum),
            "class": f"{made_from.__module__}.{made_from.__qualname__}" if made_from else None,
        }

    def column(self, column):
        result = {
            "name": column.name,
            "key": column.key,
            "nullable": bool(column.nullable),
            "pk": bool(column.primary_key),
            "comment": column.comment,
            "type": self.types.process(column.type, type_expression=column),
        }
        words = self.ddl.get_column_specification(column)
        words = words[len(self.dialect.identifier_preparer.format_column(column)) :].split()
        serial = {"SERIAL": "INTEGER", "BIGSERIAL": "BIGINT", "SMALLSERIAL": "SMALLINT"}.get(words[0])
        result["serial"] = serial is not None
        result["type"] = serial or result["type"]
        enum = self.enum(column.type)
        if enum:
            result["enum"] = enum
        if column.identity is not None:
            options = ("always", "start", "increment", "minvalue", "maxvalue", "cycle", "cache")
            result["identity"] = {option: getattr(column.identity, option) for option in options}
        elif column.computed is not None:
            result["computed"] = {"sql": self.sql(column.computed.sqltext), "persisted": column.computed.persisted}
        elif column.server_default is not None:
            result["server_default"] = self.ddl.get_column_default_string(column)
        if isinstance(column.default, sa.Sequence):
            result["sequence"] = column.default.name
        if column.default is not None:
            result["py_default"] = True
        collation = getattr(column.type, "collation", None)
        if collation:
            result["collation"] = collation
        return result

    def foreign_key(self, key):
        targets = [element.column for element in key.elements]
        return {
            "name": self.name(key),
            "columns": [column.name for column in key.columns],
            "ref_schema": targets[0].table.schema,
            "ref_table": targets[0].table.name,
            "ref_columns": [column.name for column in targets],
            **{field: getattr(key, field) for field in ("ondelete", "onupdate", "deferrable", "initially", "match", "use_alter")},
        }

    def unique(self, unique):
        options = unique.dialect_kwargs
        return {
            "name": self.name(unique),
            "columns": [column.name for column in unique.columns],
            "deferrable": unique.deferrable,
            "initially": unique.initially,
            "nulls_not_distinct": options.get("postgresql_nulls_not_distinct"),
            "include": [getattr(column, "name", column) for column in options.get("postgresql_include") or []],
        }

    def index(self, index):
        options = {key[len("postgresql_") :]: value for key, value in index.dialect_kwargs.items() if key.startswith("postgresql_")}
        ops = options.get("ops") or {}
        result = {
            "name": self.name(index),
            "unique": bool(index.unique),
            "columns": [item.name if isinstance(item, sa.Column) else self.sql(item) for item in index.expressions],
        }
        if ops:
            result["ops"] = {str(key): value for key, value in ops.items()}
            result["opclasses"] = [ops.get(getattr(item, "key", None)) for item in index.expressions]
        for key in ("using", "nulls_not_distinct", "tablespace", "concurrently"):
            if options.get(key):
                result[key] = options[key]
        if options.get("where") is not None:
            result["where"] = self.sql(options["where"])
        if options.get("include"):
            result["include"] = [getattr(column, "name", column) for column in options["include"]]
        if options.get("with"):
            result["with"] = {key: str(value) for key, value in options["with"].items()}
        return result

    def table(self, table):
        of_columns = [constraint for column in table.columns for constraint in column.constraints]
        constraints = sorted(filter(self.is_made, [*table.constraints, *of_columns]), key=lambda c: c._creation_order)
        of = lambda kind: [c for c in constraints if isinstance(c, kind)]
        key = table.primary_key
        result = {
            "schema": table.schema,
            "name": str(table.name),
            "comment": table.comment,
            "columns": [self.column(column) for column in table.columns],
            "fks": [self.foreign_key(c) for c in of(ForeignKeyConstraint)],
            "uniques": [self.unique(c) for c in of(UniqueConstraint)],
            "checks": [{"name": self.name(c), "sql": self.sql(c.sqltext)} for c in of(sa.CheckConstraint)],
            "excludes": [{"name": self.name(c), "sql": self.ddl.process(c)} for c in of(postgresql.ExcludeConstraint)],
            "indexes": sorted((self.index(i) for i in table.indexes if self.is_made(i)), key=lambda i: (str(i["name"]), i["columns"])),
            "options": {k: str(v) for k, v in table.dialect_kwargs.items() if k.startswith("postgresql_")},
            "prefixes": list(table._prefixes),
            "pk": {"name": self.name(key), "columns": [column.name for column in key.columns]} if len(key.columns) else None,
        }
        comments = {self.name(c): c.comment for c in constraints if getattr(c, "comment", None)}
        if comments:
            result["constraint_comments"] = comments
        return result

    def sequence(self, sequence):
        return {
            "schema": sequence.schema,
            "name": str(sequence.name),
            **{key: getattr(sequence, key) for key in ("start", "increment", "minvalue", "maxvalue", "cycle", "cache")},
        }


def metadata_under(root):
    """The metadata that modules below root hold: themselves, or as .metadata of a base, a registry or a `db`."""
    found = []
    for name in sorted(sys.modules):
        module = sys.modules[name]
        path = getattr(module, "__file__", None) or ""
        if not os.path.abspath(path).startswith(root + os.sep):
            continue
        for value in vars(module).values():
            candidate = value if isinstance(value, sa.MetaData) else getattr(value, "metadata", None)
            if isinstance(candidate, sa.MetaData) and (candidate.tables or candidate._sequences) and candidate not in found:
                found.append(candidate)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", default=".", help="folder that imports start from")
    parser.add_argument("--name", help="what the truth is called; default: the folder's name")
    parser.add_argument("--version", type=int, default=15, help="PostgreSQL's major version")
    parser.add_argument("modules", nargs="+")
    args = parser.parse_args()
    root = os.path.abspath(args.root)
    sys.dont_write_bytecode = True
    sys.path.insert(0, root)
    for name in args.modules:
        importlib.import_module(name)
    configure_mappers()
    dump = Dump(args.version)
    found = metadata_under(root)
    order = lambda item: (item["schema"] or "", item["name"])
    tables = sorted((dump.table(table) for metadata in found for table in metadata.tables.values()), key=order)
    made = [sequence for metadata in found for sequence in metadata._sequences.values() if not sequence.optional]
    sequences = sorted(map(dump.sequence, made), key=order)
    truth = {
        "name": args.name or os.path.basename(root),
        "sqlalchemy": re.match(r"\d+\.\d+", sa.__version__)[0],
        "schemas": sorted({table["schema"] for table in tables if table["schema"]}),
        "tables": tables,
        "sequences": sequences,
    }
    json.dump(truth, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
