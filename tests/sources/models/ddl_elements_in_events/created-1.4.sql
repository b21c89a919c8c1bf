-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 1; do not edit.

CREATE SCHEMA extras;

CREATE TABLE subnet (
    id SERIAL NOT NULL,
    gateway INET,
    address INET NOT NULL,
    low INTEGER,
    high INTEGER,
    name VARCHAR(20),
    PRIMARY KEY (id),
    CONSTRAINT ordered CHECK (high >= low),
    CONSTRAINT uq_name UNIQUE (name)
);

ALTER TABLE subnet ADD CHECK (gateway << address);

CREATE INDEX ix_by_hand ON subnet (low);

CREATE TABLE extras.in_extras (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE noted (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

ALTER TABLE noted ENABLE ROW LEVEL SECURITY;

ALTER TABLE noted FORCE ROW LEVEL SECURITY;

