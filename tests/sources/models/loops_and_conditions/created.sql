-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE app_pages (
    id SERIAL NOT NULL,
    title_en VARCHAR(100),
    title_de VARCHAR(100),
    title_fr VARCHAR(100),
    data JSONB,
    body TEXT,
    unpacked VARCHAR(3) DEFAULT 'x' NOT NULL,
    merged VARCHAR(4) DEFAULT 'x',
    conditional INTEGER NOT NULL,
    chained VARCHAR(50),
    PRIMARY KEY (id),
    CONSTRAINT uq_0_en UNIQUE (id, title_en),
    CONSTRAINT uq_1_de UNIQUE (id, title_de),
    CONSTRAINT has_title CHECK (title_en IS NOT NULL OR title_de IS NOT NULL OR title_fr IS NOT NULL)
);

CREATE INDEX ix_title_de ON app_pages (title_de);

CREATE INDEX ix_title_en ON app_pages (title_en);

CREATE INDEX ix_title_fr ON app_pages (title_fr);

COMMENT ON TABLE app_pages IS 'looped';

CREATE TABLE app_small_boxes (
    id SERIAL NOT NULL,
    label VARCHAR(10),
    c1 INTEGER,
    c2 INTEGER,
    c3 INTEGER,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_small ON app_small_boxes (label);

CREATE TABLE app_medium_boxes (
    id SERIAL NOT NULL,
    label VARCHAR(50),
    c1 INTEGER,
    c2 INTEGER,
    c3 INTEGER,
    PRIMARY KEY (id)
);

CREATE INDEX ix_medium ON app_medium_boxes (label);

CREATE TABLE app_large_boxes (
    id SERIAL NOT NULL,
    label VARCHAR(200) NOT NULL,
    c1 INTEGER,
    c2 INTEGER,
    c3 INTEGER,
    PRIMARY KEY (id)
);

CREATE INDEX ix_large ON app_large_boxes (label);

CREATE TABLE counted_0 (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE counted_1 (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

