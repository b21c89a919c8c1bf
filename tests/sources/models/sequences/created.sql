-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE SEQUENCE alone_seq INCREMENT BY 10 START WITH 100;

CREATE SEQUENCE other_seq;

CREATE SEQUENCE order_id_seq START WITH 1000;

CREATE SEQUENCE shared_seq;

CREATE TABLE orders (
    id INTEGER NOT NULL,
    number BIGINT DEFAULT nextval('shared_seq') NOT NULL,
    other INTEGER DEFAULT nextval('other_seq'),
    label VARCHAR(20),
    PRIMARY KEY (id)
);

CREATE SEQUENCE counters.in_schema_seq MINVALUE 5 MAXVALUE 500 CACHE 20 CYCLE;

CREATE TABLE refunds (
    id INTEGER DEFAULT nextval('shared_seq') NOT NULL,
    counter INTEGER DEFAULT nextval('counters.in_schema_seq'),
    PRIMARY KEY (id)
);

