-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE size AS ENUM ('SMALL', 'LARGE');

CREATE TABLE inferred (
    id SERIAL NOT NULL,
    an_int INTEGER NOT NULL,
    a_str VARCHAR NOT NULL,
    a_bool BOOLEAN NOT NULL,
    a_float FLOAT NOT NULL,
    a_decimal NUMERIC NOT NULL,
    a_decimal_dotted NUMERIC NOT NULL,
    a_date DATE NOT NULL,
    a_datetime TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    a_time TIME WITHOUT TIME ZONE NOT NULL,
    a_timedelta INTERVAL NOT NULL,
    some_bytes BYTEA NOT NULL,
    a_uuid UUID NOT NULL,
    an_enum size NOT NULL,
    a_literal VARCHAR(7) NOT NULL,
    optional VARCHAR,
    "union" INTEGER,
    pipe VARCHAR,
    none_first DATE,
    optional_enum size,
    forward NUMERIC,
    whole_string INTEGER NOT NULL,
    with_type VARCHAR(30) NOT NULL,
    with_type_optional VARCHAR(30),
    nullable_wins VARCHAR,
    not_null_wins VARCHAR NOT NULL,
    other_name INTEGER NOT NULL,
    keyword_name INTEGER NOT NULL,
    listed VARCHAR[] NOT NULL,
    listed_builtin JSONB,
    bare VARCHAR(5),
    bare_not_null VARCHAR(6) NOT NULL,
    PRIMARY KEY (id)
);

