-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE things (
    id SERIAL NOT NULL,
    first VARCHAR(10) NOT NULL,
    last_name VARCHAR(20),
    lazy TEXT NOT NULL,
    grouped_column BYTEA,
    wrapped INTEGER DEFAULT '1',
    data JSONB DEFAULT '{}' NOT NULL,
    items INTEGER[],
    old_style INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(old_style) REFERENCES things (id)
);

CREATE INDEX ix_things_attributes ON things (last_name, grouped_column, id);

