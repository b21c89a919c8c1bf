-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE stocks (
    id SERIAL NOT NULL,
    name VARCHAR(20) NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id),
    UNIQUE (name)
);

CREATE TABLE other (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE stocks_history (
    id INTEGER NOT NULL,
    name VARCHAR(20) NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE,
    version INTEGER NOT NULL,
    PRIMARY KEY (id, version)
);

