-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE a (
    id SERIAL NOT NULL,
    code VARCHAR(5),
    name VARCHAR(5),
    other VARCHAR(5),
    flag BOOLEAN,
    state VARCHAR(1),
    CONSTRAINT pk_a PRIMARY KEY (id),
    CONSTRAINT uq_a_code_name UNIQUE (code, name),
    CONSTRAINT explicit UNIQUE (name, other),
    CONSTRAINT ck_a_positive CHECK (id > 0),
    CONSTRAINT final_name CHECK (id < 100),
    CONSTRAINT uq_a_other UNIQUE (other),
    CONSTRAINT ck_a_state_known CHECK (state IN ('x', 'y'))
);

CREATE INDEX given ON a (name);

CREATE UNIQUE INDEX ix_a_code ON a (code);

CREATE INDEX ix_a_name ON a (name);

CREATE INDEX ix_a_other ON a (other, name);

CREATE TABLE other.b (
    a_id INTEGER NOT NULL,
    a_code VARCHAR(5),
    named_id INTEGER,
    CONSTRAINT pk_b PRIMARY KEY (a_id),
    CONSTRAINT fk_b_a_code_a_code FOREIGN KEY(a_code) REFERENCES a (code),
    CONSTRAINT fk_b_a_id_a_id FOREIGN KEY(a_id) REFERENCES a (id),
    CONSTRAINT named_fk FOREIGN KEY(named_id) REFERENCES a (id)
);

CREATE TABLE c (
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    z INTEGER,
    CONSTRAINT c_xy_pkey PRIMARY KEY (x, y),
    CONSTRAINT c_x_y_key UNIQUE (x, y),
    CONSTRAINT x_once UNIQUE (x),
    CHECK (x <> y),
    CONSTRAINT c_z_fkey FOREIGN KEY(z) REFERENCES c (x)
);

CREATE UNIQUE INDEX c_x_zed_idx ON c (x, z);

CREATE INDEX c_zed_idx ON c (z);

