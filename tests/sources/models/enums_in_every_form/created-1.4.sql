-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 1; do not edit.

CREATE TYPE "Quoted Name" AS ENUM ('it''s', 'say "hi"', '50%');

CREATE TYPE abc AS ENUM ('a', 'b', 'c');

CREATE TYPE colour AS ENUM ('RED', 'GREEN', 'ALSO_RED');

CREATE TYPE dialect_enum AS ENUM ('d1', 'd2');

CREATE TYPE dialect_level AS ENUM ('LOW', 'HIGH');

CREATE TYPE dynamic AS ENUM ('north', 'south');

CREATE TYPE level AS ENUM ('LOW', 'HIGH');

CREATE TYPE light_values AS ENUM ('STOP', 'GO');

CREATE TYPE mn AS ENUM ('m', 'n');

CREATE TYPE paint AS ENUM ('RED', 'GREEN', 'ALSO_RED');

CREATE TYPE pairs AS ENUM ('ONE', 'TWO');

CREATE TYPE state AS ENUM ('new', 'old');

CREATE TYPE trafficlight AS ENUM ('STOP', 'GO');

CREATE TYPE types.in_schema AS ENUM ('s');

CREATE TYPE unvalidated AS ENUM ('RED', 'GREEN', 'ALSO_RED');

CREATE TYPE weekday AS ENUM ('MONDAY', 'TUESDAY');

CREATE TYPE xy AS ENUM ('x', 'y');

CREATE TABLE things (
    id SERIAL NOT NULL,
    by_class colour,
    by_class_named paint NOT NULL,
    by_values light_values,
    by_values_function trafficlight,
    int_enum level,
    flag weekday,
    dynamic dynamic,
    pairs pairs,
    strings xy,
    spread state,
    spread_sorted abc,
    non_native VARCHAR(8),
    non_native_length VARCHAR(40),
    non_native_checked VARCHAR(1),
    non_native_checked_by_class VARCHAR(4),
    in_schema types.in_schema,
    inherits_nothing mn,
    quoted_label "Quoted Name",
    dialect dialect_enum,
    dialect_class dialect_level,
    unvalidated unvalidated,
    PRIMARY KEY (id),
    CONSTRAINT pq_check CHECK (non_native_checked IN ('p', 'q')),
    CONSTRAINT light_check CHECK (non_native_checked_by_class IN ('STOP', 'GO'))
);

CREATE TABLE made_elsewhere (
    id SERIAL NOT NULL,
    not_created not_created,
    PRIMARY KEY (id)
);

