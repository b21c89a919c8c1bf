-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE letters AS ENUM ('a', 'b');

CREATE TABLE everything (
    id SERIAL NOT NULL,
    a_small SMALLINT,
    a_big BIGINT,
    a_bool BOOLEAN NOT NULL,
    a_date DATE,
    a_time TIME WITHOUT TIME ZONE,
    a_time_tz TIME WITH TIME ZONE,
    a_datetime TIMESTAMP WITHOUT TIME ZONE,
    a_datetime_tz TIMESTAMP WITH TIME ZONE,
    a_datetime_positional TIMESTAMP WITH TIME ZONE,
    a_float FLOAT,
    a_float_24 FLOAT(24),
    a_float_53 FLOAT(53),
    a_float_decimal FLOAT,
    a_numeric NUMERIC,
    a_numeric_10 NUMERIC(10),
    a_numeric_10_2 NUMERIC(10, 2),
    a_numeric_named NUMERIC(6, 3),
    a_string VARCHAR,
    a_string_50 VARCHAR(50),
    a_string_named VARCHAR(7),
    a_string_collated VARCHAR(20) COLLATE "C",
    a_text TEXT,
    a_text_collated TEXT COLLATE "C",
    a_unicode VARCHAR(30),
    a_unicode_text TEXT,
    a_binary BYTEA,
    a_binary_sized BYTEA,
    a_pickle BYTEA,
    a_json JSON,
    an_interval INTERVAL,
    an_interval_precise INTERVAL (3),
    an_enum letters,
    an_array INTEGER[],
    a_matrix VARCHAR(5)[][],
    parent_id INTEGER,
    PRIMARY KEY (id)
);

