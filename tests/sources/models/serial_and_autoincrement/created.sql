-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE plain (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE big (
    id BIGSERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE small (
    id SMALLSERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE "off" (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE "on" (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE text_key (
    id VARCHAR(5) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE uuid_key (
    id UUID NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE with_python_default (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE with_server_default (
    id INTEGER DEFAULT 7 NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE composite (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);

CREATE TABLE composite_forced (
    a SERIAL NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);

CREATE TABLE decorated (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE variant (
    id BIGSERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE numeric_key (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE not_key (
    id INTEGER,
    n INTEGER
);

CREATE SEQUENCE with_sequence_seq;

CREATE TABLE with_sequence (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE with_optional_sequence (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE with_foreign_key (
    id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES plain (id)
);

CREATE TABLE foreign_key_forced (
    id SERIAL NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES plain (id)
);

CREATE TABLE composite_mixed (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b),
    FOREIGN KEY(b) REFERENCES plain (id)
);

CREATE TABLE ignore_fk (
    id SERIAL NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES plain (id)
);

