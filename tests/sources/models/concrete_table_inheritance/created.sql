-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE employee (
    id SERIAL NOT NULL,
    name VARCHAR(50),
    PRIMARY KEY (id)
);

CREATE TABLE manager (
    id SERIAL NOT NULL,
    name VARCHAR(50),
    data VARCHAR(40),
    PRIMARY KEY (id)
);

CREATE TABLE dog (
    id SERIAL NOT NULL,
    breed VARCHAR(9),
    weight INTEGER NOT NULL,
    PRIMARY KEY (id)
);

