#!/usr/bin/env python3
"""Makes pairs of authored and deparsed expressions on a PostgreSQL server, for judge: a property test.

    make_pairs.py FOLDER [--count N] [--seed S] [psql arguments …]

Random expressions over a table with a column of nearly every type are put into checks, defaults, policies and indexes of
a database `trueup_pairs`; what the server accepts is read back with search_path = ''. FOLDER gets own_equal.jsonl and
own_unequal.jsonl (the authored text of a mutant, which the server deparses differently, against the original).
"""
import argparse, json, pathlib, random, re, subprocess

SCHEMA = """
create schema app; create extension citext; create extension hstore; create extension pgcrypto; create extension "uuid-ossp";
create extension pg_trgm;
create type public.mood as enum ('happy', 'sad', 'so so'); create type app.level as enum ('low', 'High');
create type public."Odd Name" as enum ('a', 'b');
create domain public.posint as integer check (value > 0); create domain public.email as text;
create domain app.shortname as varchar(10); create domain public.deep as public.posint; create domain public.tags as text[];
create type public.addr as (street text, zip varchar(5), n integer);
create function public.is_ok(integer) returns boolean language sql immutable as 'select true';
create function public.norm(text) returns text language sql immutable as 'select $1';
create function app.calc(numeric, text default 'x') returns numeric language sql immutable as 'select $1';
create function public.vf(variadic text[]) returns text language sql immutable as 'select $1[1]';
create function public.ov(integer) returns integer language sql immutable as 'select $1';
create function public.ov(text) returns integer language sql immutable as 'select 1';
create function app.only_app(bigint) returns bigint language sql immutable as 'select $1';
create function public.moody(public.mood) returns boolean language sql immutable as 'select true';
create function public.lower(integer) returns integer language sql immutable as 'select $1';
create sequence public.s1_seq; create sequence app.s2_seq; create sequence public."Caps_seq";
create table app.other (id integer primary key, name varchar(50), kind public.mood, at timestamptz, tags text[], t_id bigint);
create table public.users (id bigint primary key, email text, is_admin boolean, org integer);
"""
COLUMNS = {
    "i2": "smallint", "i4": "integer", "i4b": "integer", "i8": "bigint", "n": "numeric", "n102": "numeric(10,2)", "f4": "real",
    "f8": "double precision", "b": "boolean", "b2": "boolean", "tx": "text", "tx2": "text", "vc": "character varying",
    "vc20": "character varying(20)", "c5": "character(5)", "nm": "name", "d": "date", "ts": "timestamp without time zone",
    "ts3": "timestamp(3) without time zone", "tz": "timestamp with time zone", "tm": "time without time zone", "iv": "interval",
    "j": "json", "jb": "jsonb", "u": "uuid", "bya": "bytea", "bt": "bit(4)", "vb": "bit varying", "ip": "inet", "cd": "cidr",
    "mac": "macaddr", "mo": "public.mood", "lv": "app.level", "odd": 'public."Odd Name"', "pi": "public.posint",
    "em": "public.email", "sn": "app.shortname", "dp": "public.deep", "ad": "public.addr", "tg": "public.tags", "ta": "text[]",
    "ia": "integer[]", "va": "character varying(10)[]", "ma": "public.mood[]", "na": "numeric[]", "r4": "int4range",
    "tr": "tstzrange", "dr": "daterange", "nr": "numrange", "ct": "public.citext", "hs": "public.hstore", "tv": "tsvector",
    "mn": "money", "pt": "point", "o": "oid", "qch": '"char"', "Camel": "text", "tmz": "time with time zone",
}
OTHER = {"app.other": {"id": "integer", "name": "character varying(50)", "kind": "public.mood", "at": "timestamp with time zone",
                       "tags": "text[]", "t_id": "bigint"},
         "public.users": {"id": "bigint", "email": "text", "is_admin": "boolean", "org": "integer"}}
WORLD = {"enums": ["public.mood", "app.level", 'public."Odd Name"'],
         "domains": {"public.posint": "integer", "public.email": "text", "app.shortname": "character varying(10)",
                     "public.deep": "public.posint", "public.tags": "text[]"},
         "composites": {"public.addr": [["street", "text"], ["zip", "character varying(5)"], ["n", "integer"]]},
         "functions": {"public.is_ok": [[["integer"], "boolean"]], "public.norm": [[["text"], "text"]],
                       "app.calc": [[["numeric", "text"], "numeric", 1]], "public.vf": [[["text[]"], "text", 0, True]],
                       "public.ov": [[["integer"], "integer"], [["text"], "integer"]],
                       "app.only_app": [[["bigint"], "bigint"]], "public.moody": [[["public.mood"], "boolean"]],
                       "public.lower": [[["integer"], "integer"]]},
         "sequences": ["public.s1_seq", "app.s2_seq", 'public."Caps_seq"'], "search_path": ["public", "app"],
         "schema": "public", "table": "t"}
R = random.Random()
one = lambda *xs: R.choice(xs)
NUMBER = ["i2", "i4", "i4b", "i8", "n", "n102", "f4", "f8", "pi", "dp"]
TEXT = ["tx", "tx2", "vc", "vc20", "c5", "nm", "em", "sn", "ct", '"Camel"']
TIME = ["d", "ts", "ts3", "tz"]

def number(depth):
    if depth <= 0 or R.random() < .35:
        return one(*NUMBER, *NUMBER, "0", "1", "-1", "42", "2147483648", "1.5", "-0.10", "1e3", "'7'", "100000", "i4", "n102", ".5", "007")
    d = depth - 1
    return one(
        lambda: f"{number(d)} {one(*'+-*/%', '^', '&', '|', '#', '<<', '>>')} {number(d)}",
        lambda: f"({number(d)} {one(*'+-*/')} {number(d)})", lambda: f"-{one(*NUMBER)}", lambda: f"@ {one(*NUMBER)}",
        lambda: f"{one('abs', 'round', 'ceil', 'floor', 'sqrt', 'sign', 'trunc', 'ln', 'exp', 'ABS')}({number(d)})",
        lambda: f"{one('round', 'mod', 'power', 'trunc', 'div', 'log', 'atan2')}({number(d)}, {number(d)})",
        lambda: f"{one('length', 'char_length', 'octet_length', 'ascii', 'bit_length')}({text(d)})",
        lambda: f"position({text(d)} in {text(d)})", lambda: f"strpos({text(d)}, {text(d)})",
        lambda: f"{one('coalesce', 'greatest', 'least', 'COALESCE')}({number(d)}, {number(d)}{one('', ', 0', ', NULL')})",
        lambda: f"nullif({number(d)}, {number(d)})",
        lambda: f"extract({one('year', 'epoch', 'dow', 'DAY', 'hour')} from {moment(d)})",
        lambda: f"date_part('{one('year', 'epoch', 'month')}', {moment(d)})",
        lambda: f"array_length({array(d)}, 1)", lambda: f"cardinality({array(d)})", lambda: f"ia[{one('1', '2', 'i4', 'i2')}]",
        lambda: f"{one('jsonb_array_length', 'jsonb_array_length')}({json_value(d)})",
        lambda: f"case when {boolean(d)} then {number(d)} {one('', f'else {number(d)}')} end",
        lambda: f"case {one(*NUMBER)} when {number(0)} then {number(d)} when {number(0)} then {number(d)} else {number(0)} end",
        lambda: f"{one(*NUMBER, number(d))}::{one('int', 'bigint', 'numeric', 'float8', 'numeric(10,2)', 'numeric(5)', 'smallint', 'real', 'float', 'int4', 'decimal')}",
        lambda: f"cast({one(*NUMBER, *TEXT)} as {one('integer', 'bigint', 'numeric', 'double precision', 'decimal(8,3)')})",
        lambda: f"({text(d)})::{one('int', 'numeric', 'bigint')}", lambda: f"{one('int4', 'float8', 'numeric', 'int8')}({number(d)})",
        lambda: f"num_nonnulls({number(0)}, {text(0)}, {moment(0)})", lambda: f"ov({one('i4', 'i2', 'tx', 'vc20', '1', chr(39) + 'x' + chr(39))})",
        lambda: f"app.calc({number(d)}{one('', ', ' + text(0))})", lambda: f"calc({number(0)})", lambda: f"only_app({one('i4', 'i8', '5')})",
        lambda: f"lower({one('i4', 'i2', 'r4')})", lambda: f"upper(r4)", lambda: f"(ad).n", lambda: f"random()",
        lambda: f"(jb ->> 'n')::int", lambda: f"(jb->'a'->>'b')::numeric", lambda: f"width_bucket({number(0)}, 0, 10, 5)",
        lambda: f"num_nulls(VARIADIC ia)", lambda: f"pi", lambda: f"(b)::int + (b2)::integer", lambda: f"similarity({text(0)}, {text(0)})",
        lambda: f"date_part('day', {moment(0)} - {moment(0)})", lambda: f"d - {one('d', 'current_date', chr(39) + '2024-01-01' + chr(39))}",
        lambda: f"get_byte(bya, 0)", lambda: f"hashtext({text(0)})", lambda: f"char_length(trim({text(0)}))")()

def quoted():
    return one("'x'", "'abc'", "''", "'It''s'", "'a b'", "E'a\\nb'", "'%'", "'X'::text", "'y'::varchar", "'z'::varchar(3)", "text 'q'",
               "'w'::character(4)", "$$dollar$$", "'5'", "U&'\\0061'", "'long text with, commas'", "N'n'", "'b'::citext", "varchar 'v'")

def text(depth):
    if depth <= 0 or R.random() < .35: return one(*TEXT, *TEXT, quoted(), quoted())
    d = depth - 1
    return one(
        lambda: f"{text(d)} || {text(d)}", lambda: f"{text(d)} || {number(0)}", lambda: f"({number(0)} || {text(d)})",
        lambda: f"{one('lower', 'upper', 'trim', 'ltrim', 'btrim', 'md5', 'initcap', 'reverse', 'LOWER', 'norm', 'quote_literal', 'unaccent')}({text(d)})",
        lambda: f"trim({one('leading', 'trailing', 'both', '')} {text(0)} from {text(d)})", lambda: f"substring({text(d)} from {one('1', '2', 'i4')} for 3)",
        lambda: f"substring({text(d)}, {one('1', 'i4', 'i2')}{one('', ', 2')})", lambda: f"substr({text(d)}, 2)", lambda: f"substring({text(d)} from '^a')",
        lambda: f"replace({text(d)}, {quoted()}, {text(0)})", lambda: f"regexp_replace({text(d)}, '[^a-z]', ''{one('', ', ' + chr(39) + 'g' + chr(39))})",
        lambda: f"split_part({text(d)}, '.', 1)", lambda: f"left({text(d)}, 3)", lambda: f"right({text(d)}, {number(0)})",
        lambda: f"concat({text(d)}, {number(0)}, {text(0)})", lambda: f"concat_ws('-', {text(d)}, {text(0)})", lambda: f"format('%s-%s', {text(0)}, {number(0)})",
        lambda: f"lpad({text(d)}, 5, '0')", lambda: f"to_char({one(*TIME, *NUMBER)}, 'YYYY')", lambda: f"translate({text(d)}, 'ab', 'xy')",
        lambda: f"coalesce({text(d)}, {text(0)})", lambda: f"nullif({text(d)}, '')", lambda: f"greatest({text(d)}, {text(0)})",
        lambda: f"case when {boolean(d)} then {text(0)} else {text(0)} end", lambda: f"case {text(0)} when {quoted()} then {text(0)} end",
        lambda: f"({one(*NUMBER, 'u', 'd', 'b', 'jb', 'ip', 'mo', 'tz', 'iv', 'ta', 'r4', 'bya')})::{one('text', 'varchar', 'character varying(10)', 'text')}",
        lambda: f"{text(d)}::{one('text', 'varchar', 'varchar(20)', 'char(5)', 'citext', 'name', 'bpchar')}",
        lambda: f"cast({text(d)} as {one('text', 'varchar(5)')})", lambda: f"{json_value(d)} ->> {one(chr(39) + 'k' + chr(39), '0', 'tx', 'i4')}",
        lambda: f"{json_value(d)} #>> '{{a,b}}'", lambda: f"jsonb_extract_path_text(jb, 'a', 'b')", lambda: f"json_extract_path_text(j, {quoted()})",
        lambda: f"array_to_string({array(d)}, ',')", lambda: f"ta[1]", lambda: f"va[i4]", lambda: f"(ad).street", lambda: f"vf({text(0)}, {text(0)})",
        lambda: f"vf(variadic ta)", lambda: f"{text(d)} collate \"{one('C', 'POSIX')}\"", lambda: f"encode(digest({text(0)}, 'sha256'), 'hex')",
        lambda: f"current_user", lambda: f"current_setting('a.b'{one('', ', true')})", lambda: f"host({one('ip')})", lambda: f"encode(bya, 'base64')",
        lambda: f"overlay({text(0)} placing 'x' from 2 for 1)", lambda: f"repeat({text(0)}, 2)", lambda: f"hs -> 'k'", lambda: f"pg_typeof({text(0)})::text",
        lambda: f"string_to_array({text(0)}, ',')::text", lambda: f"session_user", lambda: f"user", lambda: f"jsonb_typeof(jb)", lambda: f"text({one('vc', 'nm', 'c5')})",
        lambda: f"to_hex(i4)", lambda: f"chr({number(0)})", lambda: f"'a' || 'b'", lambda: f"jb #>> array['a', {quoted()}]", lambda: f"qch")()

def moment(depth):
    if depth <= 0 or R.random() < .4:
        return one(*TIME, *TIME, "now()", "current_date", "CURRENT_TIMESTAMP", "localtimestamp", "'2024-02-03'", "date '2024-1-5'", "timestamp '2024-01-02 03:04:05'",
                   "'2024-01-02 03:04:05.250'::timestamp", "'2024-01-02 03:04:05+02'::timestamptz", "'infinity'", "current_timestamp(3)", "'epoch'::timestamp",
                   "clock_timestamp()", "timestamp with time zone '2024-01-01 00:00:00Z'", "transaction_timestamp()")
    d = depth - 1
    return one(
        lambda: f"{moment(d)} {one('+', '-')} {span(d)}", lambda: f"date_trunc('{one('day', 'month', 'HOUR')}', {moment(d)})", lambda: f"{moment(d)} at time zone '{one('utc', 'Europe/Paris')}'",
        lambda: f"timezone('utc', {moment(d)})", lambda: f"{moment(d)}::{one('date', 'timestamp', 'timestamptz', 'timestamp(3)', 'timestamp(0) with time zone')}",
        lambda: f"date({moment(d)})", lambda: f"coalesce({moment(d)}, {moment(0)})", lambda: f"greatest({moment(d)}, {moment(0)})", lambda: f"d + {one('1', 'i4', 'i2')}",
        lambda: f"to_timestamp({one('i4', 'i8', 'f8', 'n')})", lambda: f"to_date({text(0)}, 'YYYY-MM-DD')", lambda: f"lower({one('tr', 'dr')})",
        lambda: f"make_date({one('i4', '2024')}, 1, 1)", lambda: f"case when {boolean(d)} then {moment(0)} else {moment(0)} end", lambda: f"cast({moment(0)} as date)",
        lambda: f"(jb ->> 'at')::timestamptz", lambda: f"({text(0)})::timestamp", lambda: f"d + tm", lambda: f"timestamptz({one('d', 'ts')})")()

def span(depth):
    if depth <= 0 or R.random() < .6:
        return one("iv", "interval '1 day'", "'1 hour'::interval", "interval '1' month", "'7 days'", "'1 year 2 mons 3 days 04:05:06'", "interval '90 minutes'", "interval '1-2' year to month",
                   "'P1DT2H'::interval", "interval '2' hour", "'-3 days'", "interval '1 week'", "make_interval(days => 3)", "make_interval(0, 0, 0, 7)", "interval '1.5 days'", "interval(3) '1.2345 s'", "'1 day ago'::interval")
    d = depth - 1
    return one(lambda: f"{span(d)} {one('+', '-')} {span(d)}", lambda: f"{span(d)} * {one('2', 'i4', 'n', 'f8', '0.5')}", lambda: f"age({moment(d)}{one('', ', ' + moment(0))})",
               lambda: f"{moment(d)} - {moment(d)}", lambda: f"justify_days({span(d)})", lambda: f"(i4 || ' days')::interval", lambda: f"-iv", lambda: f"tm - tm", lambda: f"coalesce({span(d)}, '0')")()

def array(depth):
    if depth <= 0 or R.random() < .5: return one("ta", "ia", "va", "na", "ma", "tg", "'{}'::text[]", "'{a,b}'", "array['a', 'b']", "array[1, 2]", "array[]::text[]", "array[1, 2.5]", "'{1,2}'::int[]", "array['x']::varchar[]", "array[[1,2],[3,4]]")
    d = depth - 1
    return one(lambda: f"array[{text(d)}, {text(d)}]", lambda: f"array[{number(d)}, {number(d)}]", lambda: f"{array(d)} || {array(d)}", lambda: f"array_append(ta, {text(0)})", lambda: f"array_remove({array(0)}, {one('1', quoted())})",
               lambda: f"string_to_array({text(0)}, ',')", lambda: f"ta[1:2]", lambda: f"ta || {text(0)}", lambda: f"array_cat({array(0)}, {array(0)})", lambda: f"ia::{one('text', 'bigint', 'numeric')}[]", lambda: f"regexp_split_to_array({text(0)}, ',')",
               lambda: f"array[{text(0)}]::{one('text[]', 'varchar[]', 'varchar(5)[]')}", lambda: f"coalesce(ta, {one(chr(39) + '{}' + chr(39), 'array[]::text[]')})", lambda: f"array[mo, 'happy']", lambda: f"array_position({array(0)}, 'x')::text::text[]")()

def json_value(depth):
    if depth <= 0 or R.random() < .5: return one("jb", "jb", "j", "'{\"b\": 1, \"a\": [1, 2.50]}'::jsonb", "'[]'::jsonb", "jsonb '{}'", "'{\"k\":\"v\"}'::json", "'\"s\"'::jsonb")
    d = depth - 1
    return one(lambda: f"{json_value(d)} -> {one(chr(39) + 'k' + chr(39), '0', 'i4', 'tx', 'vc')}", lambda: f"{json_value(d)} #> '{{a,0}}'", lambda: f"jsonb_build_object('k', {text(0)}, 'n', {number(0)})", lambda: f"to_jsonb({one('ta', 'tx', 'i4', 'tz')})",
               lambda: f"jb || {json_value(d)}", lambda: f"jb - 'k'", lambda: f"jb - 1", lambda: f"jb['a']", lambda: f"jb[0]['b']", lambda: f"coalesce(jb, '{{}}')", lambda: f"jsonb_set(jb, '{{a}}', '1')", lambda: f"jb #- '{{a}}'", lambda: f"jsonb_build_array(1, 'x', tx)", lambda: f"({text(0)})::jsonb", lambda: f"jsonb_strip_nulls(jb)")()

CMP = ["=", "<>", "!=", "<", ">", "<=", ">="]
def boolean(depth):
    if depth <= 0:
        return one("b", "b2", "b is true", "b is not false", f"{one(*COLUMNS_Q)} is null", f"{one(*COLUMNS_Q)} is not null", "not b", f"i4 {one(*CMP)} {one('1', '0', 'i2')}", f"tx {one(*CMP)} 'x'", f"mo = 'happy'", "true", "b = 't'", "vc20 in ('a', 'b')", "b isnull", "b is unknown")
    d = depth - 1
    return one(
        lambda: f"{boolean(d)} {one('and', 'or', 'AND', 'OR')} {boolean(d)}", lambda: f"({boolean(d)}) {one('and', 'or')} ({boolean(d)} {one('and', 'or')} {boolean(d)})", lambda: f"not ({boolean(d)})",
        lambda: f"{number(d)} {one(*CMP)} {number(d)}", lambda: f"{text(d)} {one(*CMP)} {text(d)}", lambda: f"{moment(d)} {one(*CMP)} {moment(d)}", lambda: f"{span(d)} {one(*CMP)} {span(d)}", lambda: f"{array(d)} {one('=', '&&', '@>', '<@', '<>')} {array(d)}",
        lambda: f"{number(d)} {one('', 'not')} between {one('', 'symmetric')} {number(0)} and {number(0)}", lambda: f"{moment(d)} between {moment(0)} and {moment(0)}", lambda: f"{text(d)} between 'a' and {text(0)}",
        lambda: f"{number(d)} {one('', 'not')} in ({', '.join(number(0) for _ in range(R.randint(1, 4)))})", lambda: f"{text(d)} {one('', 'not')} in ({', '.join(one(quoted(), quoted(), text(0)) for _ in range(R.randint(1, 4)))})", lambda: f"mo {one('', 'not')} in ('happy', 'sad'{one('', ', NULL')})",
        lambda: f"{one('d', 'ts', 'tz')} in ('2024-01-01', '2025-1-1')", lambda: f"u in ('00000000-0000-0000-0000-00000000000A', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')",
        lambda: f"{text(d)} {one('like', 'not like', 'ilike', 'not ilike', 'similar to', 'not similar to', '~', '~*', '!~', '!~*', '~~', '~~*', '^@')} {one(quoted(), text(0))}", lambda: f"{text(0)} like 'a!%' escape '!'",
        lambda: f"{number(d)} is {one('', 'not')} distinct from {one('null', number(0))}", lambda: f"{text(d)} is {one('', 'not')} distinct from {one('NULL', text(0), quoted())}", lambda: f"mo is distinct from 'sad'", lambda: f"{moment(0)} is not distinct from {moment(0)}",
        lambda: f"{number(d)} {one(*CMP)} {one('any', 'all', 'some')} ({array(d)})", lambda: f"{text(d)} {one('=', '<>', 'like', '~')} {one('any', 'all', 'some')} ({one(array(d), 'array[' + quoted() + ', ' + quoted() + ']', chr(39) + '{a,b}' + chr(39))})", lambda: f"'happy' = any(ma)", lambda: f"mo = any (array['happy', 'sad']{one('', '::mood[]', '::public.mood[]')})", lambda: f"mo = any('{{happy,sad}}')",
        lambda: f"(i4, tx) {one('=', '<>', '<', '>=')} ({number(0)}, {quoted()})", lambda: f"row(i4, d) {one('=', '>')} row(i2, {moment(0)})", lambda: f"(i4, i8) {one('', 'not')} in ((1, 2), (i2, 3))", lambda: f"(i4, tx) is distinct from (1, 'x')", lambda: f"row(i4, tx) is not null",
        lambda: f"({boolean(d)}) is {one('', 'not')} {one('true', 'false', 'unknown', 'null')}", lambda: f"({boolean(0)}) = ({boolean(0)})", lambda: f"jb {one('@>', '<@', '=')} {one(json_value(0), quoted() if False else chr(39) + '{}' + chr(39))}", lambda: f"jb ? {one(quoted(), 'tx')}", lambda: f"jb ?| array['a', {quoted()}]", lambda: f"jb ?& '{{a,b}}'", lambda: f"{json_value(d)} is not null",
        lambda: f"{one('is_ok', 'public.is_ok')}({one('i4', 'i2', '1', 'pi')})", lambda: f"moody({one('mo', chr(39) + 'sad' + chr(39), chr(39) + 'happy' + chr(39) + '::mood')})", lambda: f"starts_with({text(0)}, 'a')", lambda: f"regexp_match({text(0)}, 'a') is not null", lambda: f"isfinite({moment(0)})",
        lambda: f"{one('mo', 'lv', 'odd')} {one(*CMP)} {one(chr(39) + 'happy' + chr(39), chr(39) + 'low' + chr(39), chr(39) + 'a' + chr(39), chr(39) + 'High' + chr(39) + '::app.level', chr(39) + 'sad' + chr(39) + '::mood')}", lambda: f"{one('mo', 'lv')}::text {one('=', 'in', '~')} {one(quoted(), '(' + quoted() + ', ' + quoted() + ')')}",
        lambda: f"u {one('=', '<>')} {one(chr(39) + 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' + chr(39), 'gen_random_uuid()', 'uuid_generate_v4()')}", lambda: f"bya {one('=', '<>')} {one(chr(39) + chr(92) + 'xdeadBEEF' + chr(39), chr(39) + 'abc' + chr(39))}", lambda: f"bt = {one('B' + chr(39) + '1010' + chr(39), 'X' + chr(39) + 'F' + chr(39), chr(39) + '1010' + chr(39))}", lambda: f"{one('ip', 'cd')} {one('=', '<<', '>>=', '&&', '<')} {one(chr(39) + '10.0.0.0/8' + chr(39), 'inet ' + chr(39) + '192.168.1.1' + chr(39), 'ip')}",
        lambda: f"r4 {one('@>', '&&', '=', '-|-')} {one('1', 'i4', 'int4range(1, 5)', chr(39) + '[1,5]' + chr(39), 'r4')}", lambda: f"{one('tr @> tz', 'tr @> now()', 'dr @> d', 'dr && daterange(d, d + 1)', 'nr @> 1.5', 'nr @> i4::numeric', 'isempty(tr)', 'not isempty(r4)', 'lower_inc(tr)', 'tr && tstzrange(tz, null)')}", lambda: f"tm {one(*CMP)} {one(chr(39) + '10:00' + chr(39), 'time ' + chr(39) + '23:59:59' + chr(39), chr(39) + '1:02 PM' + chr(39))}",
        lambda: f"mn {one(*CMP)} {one(chr(39) + '1.50' + chr(39), '10::money', '0::numeric::money')}", lambda: f"tv @@ {one('to_tsquery(' + chr(39) + 'english' + chr(39) + ', ' + chr(39) + 'a & b' + chr(39) + ')', 'plainto_tsquery(tx)', chr(39) + 'cat' + chr(39))}", lambda: f"to_tsvector('english', {text(0)}) @@ to_tsquery('x')", lambda: f"hs ? 'k'", lambda: f"hs @> 'a=>1'", lambda: f"o = {one('1', 'i4', chr(39) + '5' + chr(39))}",
        lambda: f"num_nonnulls({', '.join(R.sample(COLUMNS_Q, 3))}) = 1", lambda: f"case when {boolean(d)} then {boolean(0)} {one('', 'else ' + boolean(0), 'else false', 'else null')} end", lambda: f"coalesce({boolean(d)}, {one('true', 'false', 'b2')})", lambda: f"(ad).zip = '12345'", lambda: f"ad is not null", lambda: f"ad = row('x', 'y', 1)::addr", lambda: f"t.* is not null", lambda: f"t.i4 > 0", lambda: f"public.t.i4 = t.i2",
        lambda: f"ct {one('=', '<>', 'like', '~', '<')} {one(quoted(), 'tx', 'vc20', 'lower(tx)', 'ct')}", lambda: f"{one('pi', 'dp', 'em', 'sn')} {one('=', '<>', 'in', 'is not distinct from')} {one('1', quoted(), '(1, 2)', '(' + quoted() + ', ' + quoted() + ')', 'i4')}", lambda: f"{text(0)} % {text(0)}", lambda: f"jsonb_path_exists(jb, '$.a[*] ? (@ > 1)')", lambda: f"jb @@ '$.a == 1'", lambda: f"xmlexists", lambda: f"(d, d) overlaps (d, iv)", lambda: f"i4::bool", lambda: f"{text(0)}::boolean", lambda: f"bool(i4)", lambda: f"pt <@ box '((0,0),(1,1))'", lambda: f"qch = 'a'",
    )()
COLUMNS_Q = [f'"{c}"' if c == "Camel" else c for c in COLUMNS]

def policy(depth):
    own = one("i4", "t.i4", "i8", "public.t.i8")
    where = lambda a: one("", f" where {a}.id = {own}", f" where {a}.id = {own} and {boolean(0)}", f" where {a}.org > 5", f" where {a}.is_admin", f" where is_admin and email = current_user")
    return one(
        lambda: f"exists (select {one('1', '*', 'u.id', 'NULL')} from users u{where('u')})", lambda: f"exists (select 1 from public.users{where('users')})", lambda: f"i8 in (select id from users{one('', ' where is_admin', ' where org = i4')})",
        lambda: f"{own} = (select max(id) from users{one('', ' where org is not null')})", lambda: f"{own} not in (select u.id from users u)", lambda: f"i4 = any (select id from app.other)", lambda: f"i4 > all (select o.id from app.other o)", lambda: f"tx in (select name from app.other where kind = 'happy')", lambda: f"vc20 in (select email from users)",
        lambda: f"exists (select 1 from users u join app.other o on o.t_id = u.id where o.at > now() {one('', 'and o.name = tx')})", lambda: f"exists (select 1 from users, app.other where users.id = other.t_id and email = tx)", lambda: f"(select count(*) from users where id = i8) {one('>', '=')} 0", lambda: f"tx = any (array(select email from users order by id desc limit 1))", lambda: f"(select is_admin from users where id = i8 limit 1)", lambda: f"current_user = tx {one('and', 'or')} {boolean(depth)}",
        lambda: f"(i8, tx) in (select id, email from users)", lambda: f"exists (select 1 from t t2 where t2.i4 = t.i4 and t2.tx <> 'x')", lambda: f"i4 in (select id from app.other union select org from users where org > 0)", lambda: f"exists (with x as (select id from users) select 1 from x where x.id = i8)", lambda: f"coalesce((select u.is_admin from users u where u.id = t.i8), false)", lambda: f"i8 in (select u.id from (select id, org from users where is_admin) u where u.org = 1)",
        lambda: f"exists (select 1 from unnest(ta) x where x = 'a')", lambda: f"exists (select 1 from unnest(ta) as x(v) where v like 'a%')", lambda: f"i4 in (select generate_series(1, 3))", lambda: f"exists (select org, count(*) from users group by org having count(*) > 1)", lambda: f"i4 in (select distinct org from users)", lambda: f"exists (select 1 from users left join app.other on other.t_id = users.id where other.id is null)", lambda: f"(select sum(org) filter (where is_admin) from users) > 1",
        lambda: f"i8 in (values (1), (2))", lambda: f"exists (select from users where id = i8)", lambda: f"tx = (select string_agg(email, ',' order by id) from users)", lambda: f"exists (select 1 from users where id = i8 and exists (select 1 from app.other where t_id = users.id))", lambda: boolean(depth))()

DEFAULTS = ["smallint", "integer", "bigint", "numeric", "numeric(10,2)", "real", "double precision", "boolean", "text", "character varying", "character varying(20)",
            "character(5)", "date", "timestamp without time zone", "timestamp(3) without time zone", "timestamp with time zone", "time without time zone", "interval", "json", "jsonb", "uuid", "bytea", "bit(4)", "bit varying(8)", "inet", "public.mood", "app.level", "public.posint", "public.email", "app.shortname", "text[]", "integer[]", "public.mood[]", "character varying(10)[]", "numeric[]", "int4range", "tstzrange", "public.citext", "public.hstore", "money", "name", "public.tags", "tsvector", "point", "public.addr", "oid", "\"char\"", "time with time zone", "interval(3)", "cidr", "macaddr"]
def default():
    free = lambda e: e if not re.search(r"\b(%s)\b" % "|".join(map(re.escape, COLUMNS)), e) else "'x'"
    return one(lambda: one("0", "1", "-1", "'0'", "'1'", "1.5", "'1.50'", "'-7'", "+5", "1e2", "- 3", "(1)", "2147483648", "'t'", "true", "'false'", "'no'", "false", "NULL", "null::text", "'abc'", "''", "'it''s'", "E'\\t'", "'abc'::text", "'abc'::varchar", "'a'::varchar(20)", "'ab'::char(5)"),
               lambda: one("now()", "CURRENT_TIMESTAMP", "current_timestamp(3)", "localtimestamp", "current_date", "current_time", "now() at time zone 'utc'", "timezone('utc', now())", "timezone('utc'::text, CURRENT_TIMESTAMP)", "now()::date", "now() + interval '1 day'", "current_date + 7", "(now())::timestamp without time zone", "'2024-01-01'", "'2024-01-01 10:00'", "date '2024-1-1'", "'2024-01-01T10:00:00Z'", "'2024-01-01 10:00+02'", "clock_timestamp()", "statement_timestamp()", "'10:30'", "'10:30:00.5'", "to_timestamp(0)", "'epoch'", "'infinity'", "'1999-01-08 04:05:06 -8:00'", "'Jan 8, 1999'", "date_trunc('day', now())", "extract(epoch from now())", "'04:05 PM'"),
               lambda: one("'1 day'", "'30 days'", "interval '1' day", "'01:00:00'", "'0'", "'1 mon -2 days'", "'P1Y2M'", "'15 min'", "'3600'", "'1 day'::interval", "make_interval(hours => 2)", "'1.5 hours'", "'-00:30'", "interval '1 day' * 2"),
               lambda: one("'{}'", "'[]'", "'{\"b\":1,\"a\":2}'", "'{}'::jsonb", "'{ }'::json", "jsonb_build_object()", "'[1, 2,3]'", "'\"x\"'", "json '[]'", "'{\"a\": 1.50, \"a\": 2}'", "'null'", "jsonb('[]')", "'{\"a\":{\"z\":null,\"b\":[true,false]}}'", "to_jsonb('x'::text)", "'{}'::text::jsonb"),
               lambda: one("gen_random_uuid()", "uuid_generate_v4()", "public.uuid_generate_v4()", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "md5(random()::text)", "md5(random()::text || clock_timestamp()::text)::uuid", "encode(gen_random_bytes(16), 'hex')", "upper('x')", "'a' || 'b'", "concat('a', 1)", "lower('ABC'::text)", "random()", "(random() * 100)::int", "floor(random() * 10)", "nextval('s1_seq')", "nextval('public.s1_seq'::regclass)", "nextval('s2_seq')", "nextval('app.s2_seq')", "nextval('\"Caps_seq\"')", "nextval('s1_seq'::text)", "currval('s1_seq')", "('x' || nextval('s1_seq'))", "to_char(now(), 'YYYYMMDD')", "current_user", "session_user", "CURRENT_USER::text", "current_setting('a.b')", "current_schema()", "pg_backend_pid()", "txid_current()", "inet_client_addr()", "version()", "substring(md5(random()::text) from 1 for 8)", "lpad(nextval('s1_seq')::text, 5, '0')", "only_app(1)", "calc(1)", "app.calc(1, 'y')", "norm('x')", "ov('x')", "ov(1)"),
               lambda: one("'happy'", "'happy'::mood", "'sad'::public.mood", "'low'", "'High'::app.level", "'{happy,sad}'", "array['happy']::mood[]", "'{happy}'::public.mood[]", "array[]::text[]", "'{}'::text[]", "'{a,\"b c\",NULL}'", "array['a','b']", "array['a'::varchar,'b']", "ARRAY[1,2]", "'{1,2}'::int[]", "'{ 1 , 2 }'", "array[1.5, 2]", "ARRAY[]::integer[]", "array_fill(0, array[3])", "string_to_array('a,b', ',')", "cast('{}' as text[])", "'{{1,2},{3,4}}'"),
               lambda: one("B'1010'", "'1010'", "X'A'", "b'1'", "'\\x00ff'", "'abc'::bytea", "decode('00', 'hex')", "'\\000'", "'127.0.0.1'", "'10.0.0.0/8'", "'[1,10]'", "'[1,10)'::int4range", "int4range(1,10)", "'empty'", "'(,5]'", "'[2024-01-01 00:00+00,)'", "'k=>v'", "''", "hstore('a','b')", "'1.00'", "'$1,000.50'", "12::money", "(1,2)::text", "'(1,2)'", "point(1,2)", "row('a','b',1)::addr", "('a','b',1)", "'(a,b,1)'", "'a b'", "to_tsvector('x')", "'08:00:2b:01:02:03'", "5::posint", "'5'::posint", "'x'::email", "'5'::deep", "'x'::shortname", "'x'::citext", "'::1'", "case when true then 1 else 2 end", "coalesce(null, 'x')", "greatest(1, 2)", "nullif('a', 'b')", "'a'::\"char\"", "length('abc')", "1 + 1", "2 * 3.5", "10 / 3", "1 = 1", "not true", "'x' in ('x', 'y')"),
               lambda: free(one(number, text, moment, span, array, json_value)(1)))()

FUNCTION = """
create function try(kind text, target text, e text, out deparsed text, out problem text) language plpgsql as $f$
begin
  perform set_config('search_path', 'public, app', true);
  begin
    if kind = 'check' then execute format('alter table t add constraint c_try check (%s)', e);
      perform set_config('search_path', '', true);
      select pg_get_expr(conbin, conrelid) into deparsed from pg_constraint where conname = 'c_try';
    elsif kind = 'default' then execute format('alter table t2 add x %s default %s', target, e);
      perform set_config('search_path', '', true);
      select pg_get_expr(adbin, adrelid) into deparsed from pg_attrdef where adrelid = 'public.t2'::regclass;
    elsif kind = 'generated' then execute format('alter table t add x %s generated always as (%s) stored', target, e);
      perform set_config('search_path', '', true);
      select pg_get_expr(adbin, adrelid) into deparsed from pg_attrdef where adrelid = 'public.t'::regclass;
    elsif kind = 'index_expr' then execute format('create index i_try on t ((%s))', e);
      perform set_config('search_path', '', true);
      select pg_get_expr(indexprs, indrelid) into deparsed from pg_index where indexrelid = 'public.i_try'::regclass;
    elsif kind = 'policy' then execute format('create policy p_try on t using (%s)', e);
      perform set_config('search_path', '', true);
      select pg_get_expr(polqual, polrelid) into deparsed from pg_policy where polname = 'p_try';
    end if;
    raise exception 'undo' using errcode = 'UU000';
  exception when sqlstate 'UU000' then null; when others then problem := sqlerrm; deparsed := null;
  end;
end $f$;
"""

def psql(args, database, sql):
    run = subprocess.run(["psql", "-XqAt", *args, "-d", database], input=sql, capture_output=True, text=True)
    return run.stdout, run.stderr

def deparse(args, rows):
    """[(kind, target, expression)] -> [deparsed or None]"""
    sql = "set client_min_messages = error;\n"
    for kind, target, e in rows:
        sql += "select to_json(d) from try($$%s$$, $q$%s$q$, $q$%s$q$) as x(d, p);\n" % (kind, target or "", e)
    out, err = psql(args, "trueup_pairs", sql)
    lines = [l for l in out.split("\n")]
    assert len(lines) - 1 == len(rows), (len(lines), len(rows), err[:500])
    return [json.loads(l) if l else None for l in lines[:-1]]

def mutate(e):
    swaps = [("=", "<>"), (" and ", " or "), ("<", ">="), ("not ", ""), ("lower", "upper"), ("i4", "i4b"), ("tx", "tx2"), ("'x'", "'X'"), ("1", "2"), ("0", "10"), ("::text", "::varchar(7)"),
             ("+", "-"), ("is null", "is not null"), ("true", "false"), ("any", "all"), ("like", "ilike"), ("b2", "b"), ("day", "month"), ("'abc'", "'abd'"), ("-", ""), ("between", "not between"), ("utc", "CET"), ("::numeric", "::bigint"), ("n102", "n"), ("vc20", "tx"),
             ("1.5", "1.25"), ("'a'", "'b'"), ("happy", "sad"), ("leading", "trailing"), ("least", "greatest"), ("now()", "clock_timestamp()"), ("current_date", "now()"), ("s1_seq", "s2_seq"), ("users", "app.other"), ("exists", "not exists"), (" where ", " where not "), ("id", "org"), ("desc", ""), (" union ", " union all ")]
    R.shuffle(swaps)
    for a, b in swaps:
        for x, y in ((a, b), (b, a)):
            if x.strip() and x in e:
                at = R.choice([m.start() for m in re.finditer(re.escape(x), e)])
                return e[:at] + y + e[at + len(x):]
    return None

def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("folder"); parser.add_argument("--count", type=int, default=4000); parser.add_argument("--seed", default="1")
    args, rest = parser.parse_known_args()
    R.seed(args.seed)
    psql(rest, "postgres", "drop database if exists trueup_pairs;")
    psql(rest, "postgres", "create database trueup_pairs;")
    columns = ", ".join(f"{q} {t}" for q, t in zip(COLUMNS_Q, COLUMNS.values()))
    _, err = psql(rest, "trueup_pairs", "set search_path = public;" + SCHEMA + f"create table public.t ({columns}); create table public.t2 ();" + FUNCTION)
    assert not err, err
    rows = []
    for _ in range(args.count):
        kind = R.choices(["check", "default", "policy", "index_expr", "generated"], [50, 30, 12, 5, 3])[0]
        if kind == "check": rows.append((kind, "boolean", boolean(R.choice([1, 1, 2, 2, 3]))))
        if kind == "policy": rows.append((kind, "boolean", policy(1)))
        if kind == "default": rows.append((kind, R.choice(DEFAULTS), default()))
        if kind == "index_expr": rows.append((kind, None, one(number, text, moment, boolean, json_value)(2)))
        if kind == "generated": rows.append((kind, R.choice(DEFAULTS), one(number, text, moment, boolean)(1)))
    rows = list(dict.fromkeys(rows))
    tables = OTHER | {"public.t": COLUMNS}
    folder = pathlib.Path(args.folder); folder.mkdir(parents=True, exist_ok=True)
    done = deparse(rest, rows)
    good = [(r, d) for r, d in zip(rows, done) if d is not None]
    def line(row, authored, deparsed, **more):
        kind, target, _ = row
        words = set(re.findall(r"\w+", authored + " " + deparsed))
        types = {c: t for c, t in COLUMNS.items() if c in words} if kind != "default" else {}
        return json.dumps({"kind": kind, "types": types, "target_type": target, "authored": authored, "deparsed": deparsed, **more}, ensure_ascii=False)
    (folder / "world.json").write_text(json.dumps(WORLD | {"tables": tables}))
    # What the server wrote is not always what it writes of that: a dump that was loaded reads otherwise.
    again = deparse(rest, [(r[0], r[1], d) for r, d in good])
    twice = [(r, a) for (r, d), a in zip(good, again) if a is not None and a != d] + [((*r[:2], d), a) for (r, d), a in zip(good, again) if a is not None and a != d]
    (folder / "own_equal.jsonl").write_text("".join(line(r, r[2], d) + "\n" for r, d in good + twice))
    mutants = [((r[0], r[1], m), d, r) for r, d in good if (m := mutate(r[2])) and m != r[2]]
    answers = deparse(rest, [m for m, _, _ in mutants])
    (folder / "own_unequal.jsonl").write_text("".join(line(m, m[2], d, original=r[2]) + "\n" for (m, d, r), a in zip(mutants, answers) if a is not None and a != d))
    psql(rest, "postgres", "drop database trueup_pairs;")
    print(f"{len(rows)} tried, {len(good)} accepted, {len(twice) // 2} unstable, {sum(a is not None and a != d for (_, d, _), a in zip(mutants, answers))} unequal")

main()
