-- Made by tools/oracle/create_sql.py from shop.models with SQLAlchemy 2; do not edit.

CREATE TABLE products (
    code VARCHAR(8) NOT NULL,
    price NUMERIC(10, 2),
    PRIMARY KEY (code)
);

CREATE TABLE customers (
    id SERIAL NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE orders (
    id SERIAL NOT NULL,
    customer_id INTEGER NOT NULL,
    product_code VARCHAR(8) NOT NULL,
    total NUMERIC(10, 2) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_orders_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
    CONSTRAINT fk_orders_product_code FOREIGN KEY(product_code) REFERENCES products (code)
);

CREATE INDEX ix_orders_customer_id ON orders (customer_id);

