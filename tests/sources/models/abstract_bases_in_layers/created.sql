-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE deep.article (
    body VARCHAR,
    title VARCHAR(99) NOT NULL,
    made TIMESTAMP WITH TIME ZONE DEFAULT now(),
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE deep.event (
    made TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE deep.bare (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE other (
    id SERIAL NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id)
);

