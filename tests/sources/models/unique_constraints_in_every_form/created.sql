-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE uniques (
    id SERIAL NOT NULL,
    a INTEGER,
    bee INTEGER,
    c VARCHAR(3) NOT NULL,
    d INTEGER,
    PRIMARY KEY (id),
    UNIQUE (a, bee),
    CONSTRAINT by_renamed_column UNIQUE (bee, c),
    CONSTRAINT by_column UNIQUE (a, d),
    CONSTRAINT "deferrable" UNIQUE (d) DEFERRABLE,
    CONSTRAINT deferred UNIQUE (d, c) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT nulls UNIQUE NULLS NOT DISTINCT (c, d),
    CONSTRAINT commented UNIQUE (a, c, d),
    UNIQUE (a),
    UNIQUE (c)
);

COMMENT ON CONSTRAINT commented ON uniques IS 'thrice';

CREATE TABLE t (
    x INTEGER,
    y INTEGER,
    UNIQUE (x, y),
    CONSTRAINT again UNIQUE (x, y),
    UNIQUE (x)
);

