-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE modern (
    id UUID NOT NULL,
    text_uuid UUID,
    no_native_uuid CHAR(32),
    capital_uuid UUID,
    a_double DOUBLE PRECISION,
    a_double_53 DOUBLE PRECISION,
    capital_double_precision DOUBLE PRECISION,
    PRIMARY KEY (id)
);

