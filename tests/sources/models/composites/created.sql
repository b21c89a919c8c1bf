-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE nothing_said (
    id SERIAL NOT NULL,
    x INTEGER NOT NULL,
    y VARCHAR,
    PRIMARY KEY (id)
);

CREATE TABLE some_said (
    id SERIAL NOT NULL,
    price_x INTEGER NOT NULL,
    y VARCHAR(9) NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    currency VARCHAR(40) NOT NULL,
    other_x BIGINT NOT NULL,
    other_y VARCHAR,
    PRIMARY KEY (id)
);

CREATE TABLE explicit (
    id SERIAL NOT NULL,
    place_x INTEGER NOT NULL,
    place_y VARCHAR,
    plain_a VARCHAR(3),
    plain_b VARCHAR(4),
    column_x BIGINT,
    column_y VARCHAR(5),
    lo INTEGER NOT NULL,
    hi VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

