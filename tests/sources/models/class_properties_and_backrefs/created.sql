-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE customers (
    id SERIAL NOT NULL,
    city VARCHAR(40),
    created TIMESTAMP WITHOUT TIME ZONE,
    name VARCHAR(40) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_customers_name UNIQUE (name)
);

CREATE INDEX ix_customers_city ON customers (city);

CREATE INDEX ix_customers_created ON customers (created);

CREATE TABLE orders (
    id SERIAL NOT NULL,
    created TIMESTAMP WITHOUT TIME ZONE,
    customer_id INTEGER,
    payer_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(payer_id) REFERENCES customers (id)
);

CREATE INDEX ix_orders_created ON orders (created);

