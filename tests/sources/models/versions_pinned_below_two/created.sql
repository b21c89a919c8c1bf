-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 1; do not edit.

CREATE TYPE colour AS ENUM ('RED', 'GREEN', 'CRIMSON');

CREATE TABLE parts (
    number INTEGER NOT NULL,
    site VARCHAR(8) NOT NULL,
    colour colour,
    short VARCHAR(7),
    PRIMARY KEY (number, site)
);

