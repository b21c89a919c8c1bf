-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE users (
    id SERIAL NOT NULL,
    name VARCHAR(80),
    kind VARCHAR(80),
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    level INTEGER,
    PRIMARY KEY (id),
    UNIQUE (name)
);

CREATE TABLE guests (
    id INTEGER NOT NULL,
    until TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES users (id)
);

