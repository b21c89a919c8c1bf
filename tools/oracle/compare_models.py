#!/usr/bin/env python3
"""Compares exactly what trueup reads from models with what the real SQLAlchemy makes of them.

usage: compare_models.py TRUTH.json SNAPSHOT.json [--quiet]

TRUTH.json    written by dump_metadata.py
SNAPSHOT.json written by `trueup inspect models:... --format json`

Both are turned into the same facts, one for each object, and every fact must be on both sides with the same fields. A
difference is *declared* when the snapshot lists an unknown that speaks about the object, or about the table, column or type
it hangs on; all others are *silent*. SQL is compared token by token, in order; only spelling is forgiven: case, blanks,
grouping parentheses, casts, quotes around numbers, IN against = ANY, BETWEEN against two comparisons, != against <>.
Exit status: 0 nothing differs silently, 1 something does, 2 bad usage or input.
"""
import json
import re
import sys

DEFAULT_SCHEMA = "public"

# ---- spelling ----

SYNONYMS = {
    "varchar": "character varying", "nvarchar": "character varying", "char": "character", "nchar": "character", "bpchar": "character",
    "int": "integer", "int4": "integer", "int8": "bigint", "int2": "smallint", "bool": "boolean", "decimal": "numeric",
    "float4": "real", "float8": "double precision", "double": "double precision", "varbit": "bit varying",
    "timestamptz": "timestamp with time zone", "timetz": "time with time zone",
}  # fmt: skip


def type_name(text):
    """A type as PostgreSQL's format_type spells it; from SQLAlchemy's spelling or already that one."""
    if text is None:
        return None
    text = re.sub(r' COLLATE "?[^"]+"?', "", re.sub(r"\s+", " ", text.strip()))
    quoted = re.search(r'"', text)
    text = re.sub(r'"([a-z_][a-z0-9_$]*)"', r"\1", text)
    dimensions = len(re.findall(r"\[\d*\]", text))
    text = re.sub(r"\s*\[\d*\]", "", text)
    if not quoted:
        text = text.lower()
    text = re.sub(r"\s*([(,])\s*", r"\1", text)
    clock = re.fullmatch(r"(timestamp|time)(\(\d+\))?( with(?:out)? time zone)?(\(\d+\))?", text)
    if clock:
        text = clock[1] + (clock[2] or clock[4] or "") + (clock[3] or " without time zone")
    float_ = re.fullmatch(r"float(?:\((\d+)\))?", text)
    if float_:
        text = "real" if float_[1] and int(float_[1]) <= 24 else "double precision"
    interval = re.fullmatch(r"interval( [a-z ]+?)? ?(\(\d+\))?", text)
    if interval:
        text = "interval" + (interval[1] or "") + (interval[2] or "")
    word = re.match(r"[a-z0-9_]+", text)
    if word and word[0] in SYNONYMS and not text.startswith(SYNONYMS[word[0]]):
        text = SYNONYMS[word[0]] + text[len(word[0]) :]
    if text in ("character", "bit"):
        text += "(1)"
    text = re.sub(r"^numeric\((\d+)\)$", r"numeric(\1,0)", text)
    text = re.sub(rf"^{DEFAULT_SCHEMA}\.", "", text)
    text = re.sub(r"^geography\((\w+),-1\)$", r"geography(\1,4326)", text)
    text = re.sub(r"^geometry\((\w+),-1\)$", lambda shape: "geometry" + (f"({shape[1]})" if shape[1] != "geometry" else ""), text)
    return text + ("[]" if dimensions else "")


TOKEN = re.compile(r"""(?P<string>[eE]?'(?:[^']|'')*') | (?P<quoted>"(?:[^"]|"")*") | (?P<word>[A-Za-z_][\w$]*)
                     | (?P<number>\d+(?:\.\d+)?) | (?P<cast>::) | (?P<operator>[-+*/<>=~!@\#%^&|`?]+) | (?P<mark>[^\s])""", re.X)  # fmt: skip
CAST = re.compile(r"""::\s*(?:"[^"]+"|[A-Za-z_]\w*)(?:\s*\.\s*(?:"[^"]+"|[A-Za-z_]\w*))?(?:\s+(?:varying|precision|with(?:out)?\s+time\s+zone))?
                    (?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?(?:\s+with(?:out)?\s+time\s+zone)?(?:\s*\[\s*\])*""", re.X | re.I)  # fmt: skip
LONG_CAST = re.compile(r"\bcast\s*\(((?:[^()']|'[^']*'|\([^()]*\))*)\s+as\s+[\w ]+(?:\([\d, ]*\))?(?:\[\])*\s*\)", re.I)
BETWEEN = re.compile(r"([^\0]+)\0between\0([^\0]+)\0and\0([^\0]+)")  # of simple operands only
SIGN = re.compile(r"(^|(?:[-+*/%<>=,]|and|between|or|then|else|when)\0)-\0(\d)")
WORDS = {"current_timestamp": "now", "!=": "<>", "~~": "like", "!~~": "not like", "~~*": "ilike", "!~~*": "not ilike"}


def outside_strings(pattern, replacement, text):
    """Substitutes where no string literal is."""
    parts = re.split(r"('(?:[^']|'')*')", text)
    parts[::2] = [re.sub(pattern, replacement, part) for part in parts[::2]]
    return "".join(parts)


def tokens(sql):
    """An expression as its tokens, without what PostgreSQL adds or drops when it prints one."""
    if sql is None:
        return None
    text = str(sql)
    previous = None
    while previous != text:
        previous, text = text, LONG_CAST.sub(r"(\1)", text)
    text = outside_strings(CAST, " ", text)
    result = []
    for match in TOKEN.finditer(text):
        kind, word = match.lastgroup, match[0]
        if kind == "word":
            word = word.lower()
        elif kind == "quoted":
            word = word[1:-1] if re.fullmatch(r'"[a-z_][a-z0-9_$]*"', word) else word
        elif kind == "string" and re.fullmatch(r"'-?\d+(\.\d+)?'", word):
            word = word[1:-1]
        elif kind == "mark" and word in "()":
            continue
        result += WORDS.get(word, word).split(" ") if kind != "string" else [word]
    text = SIGN.sub(r"\1-\2", "\0".join(result))
    text = text.replace("=\0any\0array\0[", "in\0[").replace("<>\0all\0array\0[", "not\0in\0[")
    text = re.sub(r"\0in\0\[\0(.*?)\0\]", r"\0in\0\1", text)
    text = BETWEEN.sub("\\1\0>=\0\\2\0and\0\\1\0<=\0\\3", text)
    return tuple(text.split("\0"))


def literal(sql, type_):
    """A default: its tokens; for booleans all spellings of true and false are one."""
    result = tokens(sql)
    if result and len(result) == 1 and type_ == "boolean":
        truth = {"'t'": "true", "'true'": "true", "1": "true", "'f'": "false", "'false'": "false", "0": "false"}
        return (truth.get(result[0].lower(), result[0]),)
    return result


def quote(name):
    return name if re.fullmatch(r"[a-z_][a-z0-9_$]*", name) else f'"{name}"'


def cut(name):
    """PostgreSQL keeps 63 bytes of a name."""
    return name.encode()[:63].decode(errors="ignore") if name else name


COLLATE = re.compile(r'\s+COLLATE\s+"?([^"\s()]+)"?[\s)]*$', re.I)


def index_key(text, opclass=None):
    """One key of an index from SQLAlchemy's text."""
    nulls = re.search(r"\s+NULLS\s+(FIRST|LAST)\s*$", text, re.I)
    text = text[: nulls.start()] if nulls else text
    order = re.search(r"\s+(ASC|DESC)\s*$", text, re.I)
    text = text[: order.start()] if order else text
    descending = bool(order and order[1].upper() == "DESC")
    first = nulls[1].upper() == "FIRST" if nulls else descending
    collate = COLLATE.search(text)
    text = text[: collate.start()] if collate else text
    return tokens(text), descending, first, opclass, collate and collate[1]


def snapshot_index_key(key):
    """The same from the snapshot: a name, or a dictionary with what is not the default."""
    if isinstance(key, str):
        key = {"name": key}
    descending = bool(key.get("descending"))
    text = key["expression"] if "expression" in key else key["name"]
    collate = COLLATE.search(text) if "expression" in key else None
    text = text[: collate.start()] if collate else text
    words = tokens(text) if "expression" in key else (tokens(f'"{text}"') if not re.fullmatch(r"[a-z_]\w*", text) else (text,))
    collation = re.sub(r"^pg_catalog\.", "", key.get("collation", "")) or (collate and collate[1])
    return words, descending, bool(key.get("nulls_first", descending)), key.get("opclass"), collation


def key_words(truth_index):
    """Names of columns stand bare in the truth: quote those that would not survive as a word."""
    opclasses = truth_index.get("opclasses") or [None] * len(truth_index["columns"])
    for text, opclass in zip(truth_index["columns"], opclasses):
        bare = re.fullmatch(r"[\w$ .-]+", text) and not COLLATE.search(text) and not re.search(r" (asc|desc|nulls (first|last))$", text, re.I) and not re.fullmatch(r"[a-z_]\w*", text)
        yield index_key(f'"{text}"' if bare else text, opclass)


# ---- facts ----


class Facts:
    """(kind, path) -> fields. Unnamed constraints have None for a name and their columns behind it."""

    def __init__(self):
        self.of = {}

    def add(self, kind, path, **fields):
        key = (kind, path)
        if kind == "index" and key in self.of:
            return  # PostgreSQL refuses the second of a name, and trueup says so
        while key in self.of:  # the same thing twice, such as two unnamed equal checks
            key = (key[0], key[1] + ("again",))
        self.of[key] = fields


def facts_of_truth(truth):
    facts = Facts()
    for table in truth["tables"]:
        path = (table["schema"] or DEFAULT_SCHEMA, cut(table["name"]))
        facts.add("table", path)
        comment(facts, "table", path, table.get("comment"))
        for column in table["columns"]:
            add_truth_column(facts, path, column)
        key = table.get("pk")
        if key:
            facts.add("primary_key", path + ("primary key",), name=cut(key["name"]), columns=names(key["columns"]))
        for key in table["fks"]:
            columns = names(key["columns"])
            facts.add(
                "foreign_key", path + named(key["name"], *columns), columns=columns,
                references=(key["ref_schema"] or DEFAULT_SCHEMA, cut(key["ref_table"])), referenced_columns=names(key["ref_columns"]),
                on_delete=(key["ondelete"] or "no action").lower(), on_update=(key["onupdate"] or "no action").lower(),
                match=(key.get("match") or "simple").lower(), **deferral(key["deferrable"], key["initially"]),
            )  # fmt: skip
        for unique in table["uniques"]:
            columns = names(unique["columns"])
            facts.add(
                "unique", path + named(unique["name"], *columns), columns=columns, include=names(unique.get("include") or []),
                nulls_not_distinct=bool(unique["nulls_not_distinct"]), **deferral(unique["deferrable"], unique["initially"]),
            )  # fmt: skip
        for check in table["checks"]:
            words = tokens(check["sql"])
            facts.add("check", path + named(check["name"], *words), expression=words)
        for exclusion in table["excludes"]:
            facts.add("exclusion", path + named(exclusion["name"]))
        for index in table["indexes"]:
            facts.add(
                "index", path + (cut(index["name"]),), unique=index["unique"], keys=list(key_words(index)),
                method=(index.get("using") or "btree").lower(), where=tokens(index.get("where")), include=names(index.get("include") or []),
                nulls_not_distinct=bool(index.get("nulls_not_distinct")), options={k: str(v) for k, v in (index.get("with") or {}).items()},
            )  # fmt: skip
    for sequence in truth.get("sequences", []):
        facts.add("sequence", (sequence["schema"] or DEFAULT_SCHEMA, cut(sequence["name"])))
    return facts


def add_truth_column(facts, table, column):
    path = table + (cut(column["name"]),)
    enum, type_ = column.get("enum"), type_name(column["type"])
    if enum and enum["native"] and enum["name"]:
        owner = enum["schema"] or DEFAULT_SCHEMA
        type_ = ("" if owner == DEFAULT_SCHEMA else quote(owner) + ".") + quote(enum["name"]) + ("[]" if type_.endswith("]") else "")
        if ("enum", (owner, enum["name"])) not in facts.of:
            facts.add("enum", (owner, enum["name"]), labels=list(enum["labels"]))
    identity = column.get("identity")
    facts.add(
        "column", path, type=type_, nullable=column["nullable"], serial=column["serial"],
        default=literal(column.get("server_default"), type_),
        identity=("always" if identity["always"] else "by default") if identity else None,
        generated=tokens(column["computed"]["sql"]) if column.get("computed") else None,
        collation=column.get("collation"),
    )  # fmt: skip
    comment(facts, "column", path, column.get("comment"))


def facts_of_snapshot(snapshot):
    facts = Facts()
    default_schema = snapshot.get("source", {}).get("default_schema", DEFAULT_SCHEMA)
    place = lambda path: tuple(DEFAULT_SCHEMA if i == 0 and part == default_schema else part for i, part in enumerate(path))
    for item in snapshot["objects"]:
        kind = item["kind"]
        if kind == "comment":
            comment(facts, item["on"]["kind"], place(item["on"]["path"]), item["text"])
            continue
        if "path" not in item:
            continue
        path = place(item["path"])
        table, name = path[:2], None if item.get("named") == "server" else path[-1]
        if kind == "column":
            add_snapshot_column(facts, path, item)
        elif kind == "primary_key":
            facts.add(kind, table + ("primary key",), name=name, columns=tuple(item["columns"]))
        elif kind == "foreign_key":
            columns = tuple(item["columns"])
            facts.add(
                kind, table + named(name, *columns), columns=columns, references=place(item["references"]),
                referenced_columns=tuple(item["referenced_columns"]), on_delete=(item.get("on_delete") or "no action").lower(),
                on_update=(item.get("on_update") or "no action").lower(), match=(item.get("match") or "simple").lower(),
                deferrable=bool(item.get("deferrable")), initially_deferred=bool(item.get("initially_deferred")),
            )  # fmt: skip
        elif kind == "unique":
            columns = tuple(item["columns"])
            facts.add(
                kind, table + named(name, *columns), columns=columns, include=tuple(item.get("include") or ()),
                nulls_not_distinct=bool(item.get("nulls_not_distinct")), deferrable=bool(item.get("deferrable")),
                initially_deferred=bool(item.get("initially_deferred")),
            )  # fmt: skip
        elif kind == "check":
            words = tokens(item["expression"])
            facts.add(kind, table + named(name, *words), expression=words)
        elif kind == "index":
            facts.add(
                kind, path, unique=bool(item.get("unique")), keys=[snapshot_index_key(key) for key in item["keys"]],
                method=item.get("method") or "btree", where=tokens(item.get("where")), include=tuple(item.get("include") or ()),
                nulls_not_distinct=bool(item.get("nulls_not_distinct")), options={k: str(v) for k, v in as_dictionary(item.get("options")).items()},
            )  # fmt: skip
        elif kind == "enum":
            facts.add(kind, path, labels=list(item["labels"]))
        elif kind == "exclusion":
            facts.add(kind, table + named(name))
        elif kind in ("table", "sequence"):
            facts.add(kind, path)
    return facts


def add_snapshot_column(facts, path, item):
    type_ = type_name(item.get("type"))
    identity, generated = item.get("identity"), item.get("generated")
    if isinstance(identity, dict):
        identity = "always" if identity.get("always") else "by default"
    if isinstance(generated, dict):
        generated = generated.get("expression")
    facts.add(
        "column", path, type=type_, nullable=bool(item.get("nullable", True)), serial=bool(item.get("serial")),
        default=None if item.get("serial") else literal(item.get("default"), type_), identity=identity or None,
        generated=tokens(generated) if generated else None, collation=re.sub(r"^pg_catalog\.", "", item.get("collation") or "") or None,
    )  # fmt: skip


def as_dictionary(options):
    """Storage options come as a dictionary or as a list of name=value."""
    if isinstance(options, list):
        return dict(option.split("=", 1) for option in options)
    return options or {}


def comment(facts, kind, path, text):
    if text:
        facts.add("comment", (kind,) + path, text=text)


def names(columns):
    return tuple(cut(column) for column in columns)


def named(name, *otherwise):
    return (cut(name),) if name else (None,) + otherwise


def deferral(deferrable, initially):
    """INITIALLY DEFERRED alone makes a constraint deferrable."""
    later = (initially or "").upper() == "DEFERRED"
    return {"deferrable": bool(deferrable) or later, "initially_deferred": later}


# ---- verdict ----


def forgive_clients_sequences(truth, want, have):
    """A Sequence that only Python calls leaves no default in the DDL; a reader may also say that the column is fed by it."""
    for table in truth["tables"]:
        for column in table["columns"]:
            key = ("column", (table["schema"] or DEFAULT_SCHEMA, cut(table["name"]), cut(column["name"])))
            mine = have.of.get(key)
            if column.get("sequence") and mine and (mine["serial"] or (mine["default"] or ("",))[0] == "nextval"):
                mine["serial"], mine["default"] = want.of[key]["serial"], want.of[key]["default"]


def is_declared(key, fields, unknown, unmodelled=()):
    """Does one of the unknowns speak about this object, or about what it hangs on?"""
    kind, path = key
    if kind == "exclusion":
        table = path[1] if path[0] == DEFAULT_SCHEMA else ".".join(path[:2])
        name = ".".join([table] + [part for part in path[2:3] if part])
        return any(entry["catalog"] == "exclusion constraint" and entry["name"] == name and entry.get("origin") for entry in unmodelled)
    parts = set(path[2:]) | set(fields.get("columns", ())) | {word for keys in fields.get("keys", ()) for word in keys[0]}
    if kind == "comment":
        kind, path = path[0], path[1:]
    for entry in unknown:
        on = entry.get("on") or entry
        about, where = entry["kind"], tuple(on.get("path", ()))
        if about == "schema" and where == path[:1] or about == "table" and where == path[:2]:
            return True
        if about == kind and (where == path or kind == "primary_key" and where[:2] == path[:2]):
            return True
        if about == kind and path[2:3] == (None,) and where[:2] == path[:2]:
            return True
        if about == "column" and where[:2] == path[:2] and where[-1] in parts:
            return True
    return False


def differences(want, have):
    """(key, field, wanted, found) for everything that is not the same on both sides."""
    for key, fields in want.of.items():
        mine = have.of.get(key)
        if mine is None:
            yield key, None, "is wanted", "is missing"
            continue
        for field, value in fields.items():
            if mine.get(field) != value:
                yield key, field, value, mine.get(field)
    for key in have.of.keys() - want.of.keys():
        yield key, None, "is not in the truth", "was found"


def spell(value):
    if isinstance(value, tuple):
        return " ".join(spell(part) for part in value)
    return str(value)


def main():
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(paths) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        truth, snapshot = (json.load(open(path, encoding="utf-8")) for path in paths)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    want, have = facts_of_truth(truth), facts_of_snapshot(snapshot)
    forgive_clients_sequences(truth, want, have)
    counts = {"silent": 0, "declared": 0}
    lines = []
    for key, field, wanted, found in differences(want, have):
        verdict = "declared" if is_declared(key, want.of.get(key, {}), snapshot.get("unknown", []), snapshot.get("unmodelled", [])) else "silent"
        counts[verdict] += 1
        where = f"{key[0]} {'.'.join(map(str, key[1]))}"
        lines.append(f"{verdict:8} {where}: " + (f"{field}: wanted {spell(wanted)}, found {spell(found)}" if field else wanted))
    if "--quiet" not in sys.argv:
        print(*sorted(lines), sep="\n", end="\n" if lines else "")
    print(f"{truth['name']}: {len(want.of)} facts, {counts['declared']} declared, {counts['silent']} silent")
    return 1 if counts["silent"] else 0


if __name__ == "__main__":
    sys.exit(main())
