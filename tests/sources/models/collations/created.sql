-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE channels (
    name VARCHAR(100) COLLATE "nocase" NOT NULL,
    code VARCHAR COLLATE "C",
    place TEXT COLLATE "C.utf8",
    label TEXT,
    PRIMARY KEY (name),
    CONSTRAINT has_label CHECK (label COLLATE "nocase" <> '')
);

CREATE INDEX by_code ON channels ((code COLLATE nocase), name);

CREATE INDEX by_label ON channels ((lower(label) COLLATE nocase));

CREATE INDEX by_place ON channels ((place COLLATE "C"));

CREATE INDEX by_text ON channels (lower(name) COLLATE "C" DESC);

