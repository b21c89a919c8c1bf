-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE status AS ENUM ('UP', 'DOWN');

CREATE TABLE hosts (
    id SERIAL NOT NULL,
    name VARCHAR(24) NOT NULL,
    alias VARCHAR(48),
    status status,
    level SMALLINT CHECK (level < 3),
    PRIMARY KEY (id)
);

