-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE people (
    kind VARCHAR(10),
    id SERIAL NOT NULL,
    name VARCHAR(30) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_person_name UNIQUE (name)
);

COMMENT ON TABLE people IS 'made for Person';

CREATE TABLE engineers (
    language VARCHAR(20),
    id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES people (id)
);

CREATE TABLE managers (
    budget INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES people (id)
);

