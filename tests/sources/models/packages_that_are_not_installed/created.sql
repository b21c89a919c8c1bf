-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE shop_orders (
    id SERIAL NOT NULL,
    code VARCHAR(12),
    state VARCHAR(20) DEFAULT '{"a": 1}',
    note VARCHAR(40),
    PRIMARY KEY (id)
);

