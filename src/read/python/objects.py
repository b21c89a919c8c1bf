"""Schema elements to the objects of a snapshot, as PostgreSQL's own compiler of SQLAlchemy writes them."""
import re

from sqlalchemy import exc, types
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import AddConstraint, CheckConstraint, CreateIndex, DefaultClause, ForeignKeyConstraint, PrimaryKeyConstraint, Sequence, UniqueConstraint

LONGEST_NAME = 63  # bytes


def cut(name):
    return str(name).encode()[:LONGEST_NAME].decode(errors="ignore")


class Unwritable(Exception):
    """Something that no SQL stands for; the text says why."""


class Objects:
    def __init__(self, places):
        self.places = places
        # Of no driver: those double percent signs. The name of parameters does not matter, no statement has any.
        self.dialect = PGDialect(paramstyle="named")
        self.dialect.server_version_info = (18, 0)
        self.dialect._backslash_escapes = False  # as it finds out when it connects
        self.ddl = self.dialect.ddl_compiler(self.dialect, None)
        self.types = getattr(self.dialect, "type_compiler_instance", None) or self.dialect.type_compiler
        self.objects, self.unknown, self.unmodelled, self.statements, self.notes = [], [], [], [], []
        self.tables, self.known, self.unnamed = {}, set(), 0

    # ---- what they are made with ----

    def add(self, kind, path, place, **fields):
        if (kind, tuple(path)) in self.known:
            return False
        self.known.add((kind, tuple(path)))
        made = {"kind": kind, "path": list(path)}
        made.update((name, value) for name, value in fields.items() if value is not None)
        if len(path) > 1 and not path[0]:
            made["schema"] = "default"
        if place:
            made["origin"] = place
        self.objects.append(made)
        return True

    def add_unknown(self, kind, path, field, reason, place):
        made = {"kind": kind, "path": list(path), "reason": reason}
        if field:
            made["field"] = field
        if place:
            made["origin"] = place
        self.unknown.append(made)

    def add_comment(self, kind, path, text, place):
        if text:
            made = {"kind": "comment", "on": {"kind": kind, "path": list(path)}, "text": text}
            if place:
                made["origin"] = place
            self.objects.append(made)

    def add_schema(self, name, place):
        if name:
            self.add("schema", [name], place)

    def note(self, code, message, place):
        self.notes.append({"code": code, "message": message, "origin": place or ""})

    def written(self, make):
        """What `make` returns; what it raises becomes a reason."""
        try:
            return make()
        except Unwritable:
            raise
        except Exception as error:  # compilers of the application's own types raise what they like
            words = " ".join(str(error).split())
            raise Unwritable("cannot be written as SQL: %s: %s" % (type(error).__name__, re.sub(r" \(Background on .*", "", words)))

    def sql(self, element):
        """An expression as it stands in DDL: values in place, columns without their table."""
        if isinstance(element, str):
            return element
        return self.written(lambda: self.ddl.sql_compiler.process(element, include_table=False, literal_binds=True))

    def chosen_name(self, item):
        """The name that goes into DDL, and who chose it: None and "server", "convention", or nobody but the author."""
        given = item.name is not None and not type(item.name).__name__.startswith("_")  # _NONE_NAME, _defer_none_name
        try:
            name = self.dialect.identifier_preparer.format_constraint(item)
        except exc.IdentifierError:
            name = str(item.name)  # too long, and said so by its author: the server cuts it
        except (exc.CompileError, exc.InvalidRequestError, AssertionError, TypeError, AttributeError):
            name = None  # what is raised for want of a name differs by kind and version
        if not name:
            return None, "server"
        if name.startswith('"') and name.endswith('"'):
            name = name[1:-1].replace('""', '"')
        conventional = not given or (type(item.name).__name__ in ("conv", "_truncated_label", "_defer_name") and id(item) not in self.places.convs)
        return cut(name), "convention" if conventional else None

    # ---- tables and columns ----

    def add_table(self, table):
        path = [table.schema or "", cut(table.name)]
        place = self.places.place(table)
        if not self.add("table", path, place, **self.table_fields(table)):
            self.note("table-of-two-metadata", "the table %s is declared by two metadata; the first counts" % ".".join(filter(None, path)), place)
            return
        self.add_schema(table.schema, place)
        for position, column in enumerate(table.columns, 1):
            if not column.system:
                self.add_column(path, column, position)
        self.add_comment("table", path, table.comment, place)
        for constraint in self.constraints_of(table):
            try:
                self.add_constraint(path, table, constraint)
            except Unwritable as why:
                name, _ = self.chosen_name(constraint)
                self.add_unknown(self.kind_of(constraint), path + [name or "?"], None, str(why), self.constraint_place(constraint))
        for index in sorted(table.indexes, key=self.places.order):  # a set has none
            if self.is_made(index):
                self.add_index(path, index)

    def table_fields(self, table):
        options = table.dialect_options["postgresql"]
        prefixes = [str(prefix).lower() for prefix in table._prefixes]
        return {"partition_by": options.get("partition_by") or None, "unlogged": "unlogged" in prefixes or None}

    def add_column(self, table, column, position):
        path = table + [cut(column.name)]
        place = self.places.place(column, column.table)
        fields = {"position": position, "nullable": bool(column.nullable)}

        def take(field, make):
            try:
                fields[field] = make()
            except Unwritable as why:
                self.add_unknown("column", path, field, str(why), place)

        identity, computed = getattr(column, "identity", None), getattr(column, "computed", None)
        serial = self.serial_type(column)
        take("type", lambda: serial or self.type_of(column))
        fields["collation"] = self.collation_of(column.type)
        enum = self.enum_of(column.type)
        if enum is not None and enum.native_enum and enum.name:
            self.add_enum(enum, self.places.place(enum) or place)
        if identity is not None:
            fields["identity"] = "always" if identity.always else "by default"
        elif computed is not None:
            take("generated", lambda: self.sql(computed.sqltext))
            fields["generated_virtual"] = (computed.persisted is not None and not computed.persisted) or None
        elif serial:
            fields["serial"] = "any"
        elif isinstance(column.server_default, DefaultClause):
            take("default", lambda: self.written(lambda: self.ddl.get_column_default_string(column)))
        if isinstance(column.default, Sequence):
            self.add_sequence(column.default)
            fields["drawn"] = True
        if not any(fields.get(field) for field in ("default", "serial", "identity")):
            fields.update(self.fill_of(column, fields.get("type")))
        self.add("column", path, place, **fields)
        self.add_comment("column", path, column.comment, place)

    def type_of(self, column):
        if isinstance(column.type, types.NullType):
            target = next((key.target_fullname for key in column.foreign_keys), None)
            raise Unwritable("has the type of %s, which is not among the models" % target if target else "has no type")
        text = self.written(lambda: self.types.process(column.type, type_expression=column))
        return re.sub(r' COLLATE (?:"(?:[^"]|"")*"|[\w.]+)', "", text)

    def serial_type(self, column):
        """PGDDLCompiler.get_column_specification: SERIAL and its kin for the column that numbers its rows."""
        type_ = column.type.dialect_impl(self.dialect)
        if isinstance(type_, types.TypeDecorator):
            type_ = type_.impl_instance if hasattr(type_, "impl_instance") else type_.impl
        default = column.default
        if not column.primary_key or column is not column.table._autoincrement_column or getattr(column, "identity", None) is not None:
            return None
        if default is not None and not (isinstance(default, Sequence) and default.optional):
            return None
        return "bigint" if isinstance(type_, types.BigInteger) else "smallint" if isinstance(type_, types.SmallInteger) else "integer"

    def bottom_of(self, type_):
        """What stands below decorators and variants."""
        for _ in range(20):
            type_ = getattr(type_, "_variant_mapping", {}).get("postgresql", type_)
            if hasattr(type_, "mapping") and hasattr(type_, "impl") and not isinstance(type_, types.TypeDecorator):
                type_ = type_.mapping.get("postgresql", type_.impl)  # Variant, until 1.4
            elif isinstance(type_, types.TypeDecorator):
                mapping = getattr(type_, "mapping", None)  # Variant is one of them
                type_ = mapping.get("postgresql", type_.impl) if isinstance(mapping, dict) else self.impl_of(type_)
            else:
                break
        return type_

    def impl_of(self, decorator):
        try:
            return decorator.load_dialect_impl(self.dialect)
        except Exception:  # as its author likes
            return types.NullType()

    def collation_of(self, type_):
        bottom = self.bottom_of(type_)
        if isinstance(bottom, types.ARRAY):
            bottom = self.bottom_of(bottom.item_type)
        return getattr(bottom, "collation", None) or None

    def enum_of(self, type_):
        bottom = self.bottom_of(type_)
        if isinstance(bottom, types.ARRAY):
            return self.enum_of(bottom.item_type)
        return bottom if isinstance(bottom, types.Enum) else None

    def add_enum(self, enum, place):
        path = [enum.schema or "", cut(enum.name)]
        if self.add("enum", path, place, labels=[str(label) for label in enum.enums]):
            self.add_schema(enum.schema, place)

    def fill_of(self, column, type_):
        """The value that the application would have put into rows that are there; best effort, for it is not compared."""
        default = column.default
        if default is None or isinstance(default, Sequence):
            return {}
        if getattr(default, "is_scalar", False):
            try:
                return {"fill": self.sql(types_literal(default.arg, column.type))}
            except Unwritable:
                return {}
        if getattr(default, "is_clause_element", False):
            try:
                text = self.sql(default.arg)
            except Unwritable:
                return {}
            return {"fill": text, "fill_per_row": bool(re.search("uuid|random|nextval", text)) or None}
        function = getattr(default.arg, "__wrapped__", default.arg)
        name = getattr(function, "__name__", "")
        words = name + " " + " ".join(getattr(getattr(function, "__code__", None), "co_names", ()))
        kind = (type_ or "").lower()
        if "uuid4" in words:
            return {"fill": "gen_random_uuid()" if kind == "uuid" else "gen_random_uuid()::text", "fill_per_row": True}
        if "utcnow" in words or re.search(r"\bnow\b", words):
            return {"fill": "current_date" if kind == "date" else "(now() AT TIME ZONE 'utc')" if "without" in kind or "utcnow" in words else "now()"}
        if name in ("dict", "list") and kind in ("json", "jsonb"):
            return {"fill": "'{}'" if name == "dict" else "'[]'"}
        return {"fill": "'{}'"} if name == "list" and kind.endswith("[]") else {}

    # ---- constraints ----

    def kind_of(self, constraint):
        for kind, cls in (("primary_key", PrimaryKeyConstraint), ("unique", UniqueConstraint), ("foreign_key", ForeignKeyConstraint), ("check", CheckConstraint)):
            if isinstance(constraint, cls):
                return kind
        return "exclusion" if isinstance(constraint, postgresql.ExcludeConstraint) else None

    def constraints_of(self, table):
        """In the order in which the server makes them: it matters for the names that it chooses."""
        of_columns = [each for column in table.columns for each in column.constraints]
        made = {id(each): each for each in list(table.constraints) + of_columns}.values()
        order = ("check", "primary_key", "unique", "exclusion", "foreign_key")
        known = [each for each in made if self.kind_of(each) and self.is_made(each)]
        return sorted(known, key=lambda each: (order.index(self.kind_of(each)), each._creation_order))

    def is_made(self, item):
        """Does create_all() make it here? Constraints of types, and ddl_if(), may say no."""
        rule, ddl_if = getattr(item, "_create_rule", None), getattr(item, "_ddl_if", None)
        if rule is not None and not rule(self.ddl):
            return id(item) in self.added
        return ddl_if is None or bool(ddl_if._should_execute(None, item, None, compiler=self.ddl))

    added = frozenset()  # ids of constraints that an event's AddConstraint() brings

    def constraint_place(self, constraint):
        columns = list(getattr(constraint, "columns", ()))
        elements = list(getattr(constraint, "elements", ())) if isinstance(constraint, ForeignKeyConstraint) else []
        by_type = getattr(constraint, "_type_bound", False)
        if columns and (by_type or getattr(constraint, "_column_flag", False) or getattr(constraint, "_implicit_generated", False) or isinstance(constraint, PrimaryKeyConstraint)):
            own = None if by_type else constraint if not isinstance(constraint, PrimaryKeyConstraint) else None
            return self.places.place(*(columns[:1] + ([own] if own is not None else [])))
        return self.places.place(*(elements[:1] + [constraint] + columns[:1]))

    def add_constraint(self, table_path, table, constraint):
        kind, place = self.kind_of(constraint), self.constraint_place(constraint)
        name, named = self.chosen_name(constraint)
        if kind == "exclusion":
            self.unmodelled.append({"catalog": "exclusion constraint", "name": ".".join(filter(None, table_path + [name])), "origin": place or ""})
            return
        if name is None:
            self.unnamed += 1
            name = "?%d" % self.unnamed  # trueup knows what the server would call it
        path = table_path + [name]
        if kind == "check":
            fields = {"expression": self.sql(constraint.sqltext), "validated": False if self.option(constraint, "not_valid") else None}
        else:
            columns = [cut(column.name) for column in constraint.columns]
            deferred = (constraint.initially or "").lower() == "deferred"
            fields = {"columns": columns, "deferrable": bool(constraint.deferrable) or deferred or None, "initially_deferred": deferred or None}
            if not columns:
                return
            if kind == "unique":
                fields["nulls_not_distinct"] = bool(self.option(constraint, "nulls_not_distinct")) or None
                fields["include"] = [cut(getattr(column, "name", column)) for column in self.option(constraint, "include") or ()] or None
            if kind == "foreign_key":
                fields.update(self.reference(constraint))
        self.add(kind, path, place, named=named, **fields)

    def option(self, item, name):
        return item.dialect_kwargs.get("postgresql_" + name)

    def reference(self, key):
        tables, columns = [], []
        for element in key.elements:
            try:
                target = element.column
                tables.append([target.table.schema or "", cut(target.table.name)])
                columns.append(cut(target.name))
            except exc.SQLAlchemyError:  # nobody declares it: as it was written
                parts = element.target_fullname.split(".")
                if len(parts) < 2:
                    raise Unwritable("points to %s, which is no column" % element.target_fullname)
                tables.append([".".join(parts[:-2]) or key.table.metadata.schema or "", cut(parts[-2])])
                columns.append(cut(parts[-1]))
        if any(table != tables[0] for table in tables):
            raise Unwritable("points to several tables")
        fields = {"references": tables[0], "referenced_columns": columns, "match": key.match.lower() if key.match else None,
                  "validated": False if self.option(key, "not_valid") else None}
        for field, action in (("on_update", key.onupdate), ("on_delete", key.ondelete)):
            if not action:
                continue
            word, _, rest = action.lower().partition("(")
            fields[field] = word.strip()
            if rest:
                fields["set_columns"] = [each.strip().strip('"') for each in action.partition("(")[2].rstrip(") ").split(",")]
        return fields

    # ---- indexes and sequences ----

    def add_index(self, table_path, index):
        """As the statement that makes it: trueup reads keys, operator classes and options off that."""
        place = self.places.place(*([index] if not getattr(index, "_column_flag", False) else list(index.columns)[:1] + [index]))
        name, named = self.chosen_name(index)
        try:
            if name is None:
                raise Unwritable("has no name")
            text = self.written(lambda: self.ddl.process(CreateIndex(index)))
        except Unwritable as why:
            self.add_unknown("index", table_path + [name or "?"], None, str(why), place)
            return
        if ("index", tuple(table_path + [name])) in self.known:
            self.note("index-declared-twice", "the index %s of %s is declared twice; the first counts" % (name, table_path[1]), place)
            return
        self.known.add(("index", tuple(table_path + [name])))
        self.statements.append({"sql": text, "origin": place or "", "named": named, "index": table_path + [name]})

    def add_sequence(self, sequence):
        if sequence.optional:
            return
        place = self.places.place(sequence)
        fields = {ours: getattr(sequence, theirs, None) for ours, theirs in
                  (("start", "start"), ("increment", "increment"), ("minimum", "minvalue"), ("maximum", "maxvalue"), ("cache", "cache"))}
        data_type = getattr(sequence, "data_type", None)
        if data_type is not None:
            fields["type"] = self.types.process(data_type)
        self.add("sequence", [sequence.schema or "", cut(sequence.name)], place, cycle=bool(getattr(sequence, "cycle", None)) or None, **fields)


def types_literal(value, type_):
    from sqlalchemy import literal

    return literal(value, type_)
