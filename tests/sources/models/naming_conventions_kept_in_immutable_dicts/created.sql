-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE parents (
    id SERIAL NOT NULL,
    name VARCHAR(20),
    CONSTRAINT pk_parents PRIMARY KEY (id),
    CONSTRAINT uq_parents_name UNIQUE (name)
);

CREATE TABLE children (
    id SERIAL NOT NULL,
    parent_id INTEGER,
    CONSTRAINT pk_children PRIMARY KEY (id),
    CONSTRAINT fk_children_parent_id_parents FOREIGN KEY(parent_id) REFERENCES parents (id)
);

CREATE INDEX ix_children_parent_id ON children (parent_id);

