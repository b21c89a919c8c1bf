-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE tuple_only (
    id SERIAL NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id),
    UNIQUE (a, b)
);

CREATE TABLE tuple_with_options (
    id SERIAL NOT NULL,
    a VARCHAR(3),
    PRIMARY KEY (id),
    CONSTRAINT a_not_empty CHECK (a <> '')
);

CREATE INDEX ix_a ON tuple_with_options (a);

CREATE INDEX ix_a_lower ON tuple_with_options (a varchar_pattern_ops);

COMMENT ON TABLE tuple_with_options IS 'shared options';

CREATE TABLE side.options_only (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

COMMENT ON TABLE side.options_only IS 'only options';

CREATE TABLE side.options_elsewhere (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

COMMENT ON TABLE side.options_elsewhere IS 'shared options';

CREATE UNLOGGED TABLE listed (
    id SERIAL NOT NULL,
    x INTEGER,
    y INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT uq_listed_x UNIQUE (x),
    CONSTRAINT uq_listed_y UNIQUE (y)
);

CREATE TABLE inherits (
    id SERIAL NOT NULL,
    n INTEGER,
    PRIMARY KEY (id),
    CHECK (n > 0)
);

COMMENT ON TABLE inherits IS 'from the mixin';

CREATE TABLE extends (
    id SERIAL NOT NULL,
    n INTEGER,
    PRIMARY KEY (id),
    CHECK (n > 0),
    UNIQUE (n)
);

COMMENT ON TABLE extends IS 'from the mixin';

CREATE TABLE primary_key_in_args (
    left_id INTEGER NOT NULL,
    right_id INTEGER NOT NULL,
    CONSTRAINT "both" PRIMARY KEY (left_id, right_id),
    FOREIGN KEY(left_id) REFERENCES tuple_only (id),
    CONSTRAINT right_fk FOREIGN KEY(right_id) REFERENCES tuple_with_options (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

