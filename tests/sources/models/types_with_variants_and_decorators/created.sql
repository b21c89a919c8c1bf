-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE choice AS ENUM ('c1', 'c2');

CREATE TABLE variants (
    id BIGSERIAL NOT NULL,
    json JSONB NOT NULL,
    other_default VARCHAR(10),
    postgres_only INET,
    sqlite_date TIMESTAMP WITHOUT TIME ZONE,
    guid UUID,
    guid_class UUID,
    other TSVECTOR,
    lower VARCHAR(30),
    lower_named VARCHAR(31),
    lower_open VARCHAR,
    sized VARCHAR(12),
    utc TIMESTAMP WITH TIME ZONE,
    strings VARCHAR(100),
    strings_200 VARCHAR(200),
    choice choice,
    shouting VARCHAR(5),
    point POINT,
    vector BIT(3),
    encrypted BYTEA,
    guids UUID[],
    PRIMARY KEY (id)
);

