-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE decorated (
    id SERIAL NOT NULL,
    name VARCHAR(11) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE dataclassed (
    id SERIAL NOT NULL,
    name VARCHAR(50),
    PRIMARY KEY (id)
);

CREATE TABLE with_table (
    id SERIAL NOT NULL,
    x INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE from_generated (
    id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES decorated (id)
);

CREATE TABLE reg.as_dataclass (
    id SERIAL NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

