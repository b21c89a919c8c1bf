-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE shape AS ENUM ('ROUND', 'SQUARE');

CREATE TABLE authors (
    id SERIAL NOT NULL,
    key UUID,
    born DATE,
    seen TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    nick VARCHAR,
    shape shape,
    PRIMARY KEY (id)
);

CREATE TABLE books (
    id SERIAL NOT NULL,
    author_id INTEGER NOT NULL,
    second_author_id INTEGER,
    title VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(author_id) REFERENCES authors (id),
    FOREIGN KEY(second_author_id) REFERENCES authors (id)
);

