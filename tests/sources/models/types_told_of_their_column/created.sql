-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE walls (
    id SERIAL NOT NULL,
    colour SMALLINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_walls_valid_enum_colour CHECK (colour IN (1, 2, 3))
);

CREATE TABLE doors (
    id SERIAL NOT NULL,
    frame SMALLINT,
    code VARCHAR(8) NOT NULL,
    colour SMALLINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_doors_valid_enum_frame CHECK (frame IN (1, 2)),
    CONSTRAINT ck_doors_valid_enum_colour CHECK (colour IN (1, 2, 3))
);

CREATE TABLE floors (
    id SERIAL NOT NULL,
    colour SMALLINT,
    PRIMARY KEY (id),
    CONSTRAINT ck_floors_valid_enum_colour CHECK (colour IN (1, 2, 3))
);

