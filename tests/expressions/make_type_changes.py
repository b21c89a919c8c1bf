#!/usr/bin/env python3
"""Writes type_changes.txt: what ALTER COLUMN … TYPE did on a PostgreSQL server, for judge. The first line names the types;
then comes a line for each type that a column had, with a letter for each it was to have: . refused, i in place,
r rewritten.

    make_type_changes.py FILE      (the server by PGHOST, PGPORT …)
"""
import subprocess, sys

TYPES = """smallint;integer;bigint;numeric;numeric(8,2);numeric(10,2);numeric(10,4);numeric(12,0);numeric(25,3);real;double precision;money;boolean;
text;varchar;varchar(10);varchar(20);varchar(40);char(5);char(10);bpchar;name;"char";bytea;date;timestamp;timestamp(3);timestamptz;timestamptz(3);time;time(3);timetz;
interval;interval(3);interval day to second;interval year;interval hour to minute;json;jsonb;xml;uuid;inet;cidr;macaddr;macaddr8;bit(4);bit(8);bit varying;bit varying(4);bit varying(8);
oid;regclass;point;box;int4range;tsvector;tsquery;text[];varchar[];varchar(10)[];varchar(20)[];integer[];bigint[];numeric(8,2)[];numeric[];timestamp[];timestamptz[];char(5)[];public.mood;public.other;public.mood[]"""
types = [t.strip() for t in TYPES.replace("\n", "").split(";")]
# Under UTC a timestamp becomes a timestamptz without a rewrite; nobody may count on that.
sql = """set timezone = 'Europe/Paris';
create or replace function change(a text, b text) returns text language plpgsql as $f$
declare before oid; outcome text;
begin
  execute format('create table tc (x %s)', a);
  select relfilenode into before from pg_class where relname = 'tc';
  begin
    execute format('alter table tc alter x type %s', b);
    select case when relfilenode = before then 'in_place' else 'rewritten' end into outcome from pg_class where relname = 'tc';
  exception when others then outcome := 'refused';
  end;
  drop table tc;
  return outcome;
end $f$;
create type public.mood as enum ('a'); create type public.other as enum ('a');
"""
for a in types:
    for b in types:
        sql += f"select $${a}$$, $${b}$$, change($${a}$$, $${b}$$);\n"
subprocess.run(["psql", "-Xqc", "drop database if exists trueup_changes", "-c", "create database trueup_changes", "postgres"], check=True)
out = subprocess.run(["psql", "-XqAtF", "\t", "trueup_changes"], input=sql, capture_output=True, text=True)
done = {tuple(l.split("\t")[:2]): l.split("\t")[2] for l in out.stdout.splitlines()}
letter = {"refused": ".", "in_place": "i", "rewritten": "r"}
open(sys.argv[1], "w").write(";".join(types) + "\n" + "".join("".join(letter[done[a, b]] for b in types) + "\n" for a in types))
subprocess.run(["psql", "-Xqc", "drop database trueup_changes", "postgres"], check=True)
print(len(out.stdout.splitlines()), out.stderr[:300])
