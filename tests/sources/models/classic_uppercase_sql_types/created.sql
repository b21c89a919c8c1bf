-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE capitals (
    id SERIAL NOT NULL,
    a_bigint BIGINT,
    a_smallint SMALLINT,
    a_boolean BOOLEAN,
    a_char CHAR,
    a_char_3 CHAR(3),
    a_nchar NCHAR(4),
    a_varchar VARCHAR,
    a_varchar_9 VARCHAR(9),
    a_text TEXT,
    a_decimal DECIMAL(8, 4),
    a_numeric NUMERIC(5),
    a_real REAL,
    a_float FLOAT(10),
    a_date DATE,
    a_time TIME WITH TIME ZONE,
    a_datetime TIMESTAMP WITHOUT TIME ZONE,
    a_timestamp TIMESTAMP WITHOUT TIME ZONE,
    a_timestamp_tz TIMESTAMP WITH TIME ZONE,
    a_json JSON,
    PRIMARY KEY (id)
);

