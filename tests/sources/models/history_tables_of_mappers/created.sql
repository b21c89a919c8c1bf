-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE callers (
    id SERIAL NOT NULL,
    url VARCHAR(200) NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE DEFAULT '2020-01-01',
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (url)
);

CREATE TABLE callers_history (
    id INTEGER NOT NULL,
    url VARCHAR(200) NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE,
    version INTEGER NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE TABLE keys_history (
    id INTEGER NOT NULL,
    caller_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE INDEX ix_keys_history_caller_id ON keys_history (caller_id);

CREATE TABLE plain_2 (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE keys (
    id SERIAL NOT NULL,
    caller_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(caller_id) REFERENCES callers (id)
);

CREATE INDEX ix_keys_caller_id ON keys (caller_id);

