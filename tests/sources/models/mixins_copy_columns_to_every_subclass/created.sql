-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE owners (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE chapters (
    description VARCHAR(10) NOT NULL,
    name VARCHAR(200) NOT NULL,
    id SERIAL NOT NULL,
    created TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    changed TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id),
    UNIQUE (name)
);

CREATE TABLE first_wins (
    "both" INTEGER,
    flag BOOLEAN DEFAULT 'true',
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE without (
    "both" VARCHAR(3),
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE pages (
    owner_id INTEGER,
    name VARCHAR(50),
    description TEXT,
    id SERIAL NOT NULL,
    created TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    changed TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES owners (id) ON DELETE SET NULL
);

CREATE INDEX ix_pages_name ON pages (name);

CREATE INDEX ix_pages_owner_id ON pages (owner_id);

