-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE orders (
    id BIGSERIAL NOT NULL,
    note VARCHAR(40),
    only_here VARCHAR(40),
    length INTEGER,
    PRIMARY KEY (id)
);

COMMENT ON TABLE orders IS 'on PostgreSQL';

