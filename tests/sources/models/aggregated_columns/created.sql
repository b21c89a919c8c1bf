-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE orders (
    id SERIAL NOT NULL,
    line_count INTEGER DEFAULT '0' NOT NULL,
    total NUMERIC(10, 2),
    PRIMARY KEY (id)
);

CREATE TABLE lines (
    id SERIAL NOT NULL,
    order_id INTEGER,
    price NUMERIC(8, 2),
    PRIMARY KEY (id),
    FOREIGN KEY(order_id) REFERENCES orders (id)
);

