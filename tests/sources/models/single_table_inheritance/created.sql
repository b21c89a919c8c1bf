-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE kind AS ENUM ('CAR', 'TRUCK', 'BUS');

CREATE TABLE vehicles (
    id SERIAL NOT NULL,
    kind kind NOT NULL,
    doors INTEGER,
    colour VARCHAR(10),
    radio VARCHAR(20) NOT NULL,
    load INTEGER,
    axles INTEGER NOT NULL,
    trailer_id INTEGER,
    seats INTEGER,
    joint_count INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(trailer_id) REFERENCES vehicles (id)
);

CREATE INDEX ix_vehicles_colour ON vehicles (colour);

CREATE INDEX ix_vehicles_load ON vehicles (load) WHERE load > 3;

