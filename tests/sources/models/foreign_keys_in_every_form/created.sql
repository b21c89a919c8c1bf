-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE geo.regions (
    code VARCHAR(4) NOT NULL,
    no BIGINT,
    PRIMARY KEY (code),
    UNIQUE (no)
);

CREATE TABLE parents (
    id BIGSERIAL NOT NULL,
    pair_a INTEGER,
    renamed_in_db VARCHAR(7),
    PRIMARY KEY (id),
    UNIQUE (pair_a),
    UNIQUE (renamed_in_db)
);

CREATE TABLE children (
    id SERIAL NOT NULL,
    by_string BIGINT,
    by_string_typed INTEGER,
    by_column BIGINT,
    by_table_column INTEGER,
    by_attribute_renamed VARCHAR(7),
    by_schema VARCHAR(4),
    by_schema_key BIGINT,
    by_core_column BIGINT,
    cascade INTEGER,
    lower_case INTEGER,
    restrict INTEGER,
    set_default INTEGER DEFAULT '1',
    "deferrable" INTEGER,
    deferred INTEGER,
    immediate INTEGER,
    named INTEGER,
    matched INTEGER,
    not_null BIGINT NOT NULL,
    itself INTEGER,
    itself_by_name INTEGER,
    two INTEGER,
    chain BIGINT,
    PRIMARY KEY (id),
    UNIQUE (by_string)
);

CREATE INDEX ix_children_not_null ON children (not_null);

CREATE TABLE grandchildren (
    child_id BIGINT NOT NULL,
    PRIMARY KEY (child_id)
);

CREATE TABLE composites (
    a INTEGER NOT NULL,
    b VARCHAR(3) NOT NULL,
    PRIMARY KEY (a, b)
);

CREATE TABLE uses_composites (
    id SERIAL NOT NULL,
    a INTEGER,
    b VARCHAR(3),
    PRIMARY KEY (id),
    FOREIGN KEY(a, b) REFERENCES composites (a, b) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

ALTER TABLE children ADD CONSTRAINT child_named_fkey FOREIGN KEY(named) REFERENCES parents (id);

ALTER TABLE children ADD CONSTRAINT second_on_one_column FOREIGN KEY(two) REFERENCES parents (pair_a);

ALTER TABLE children ADD FOREIGN KEY("deferrable") REFERENCES parents (id) DEFERRABLE;

ALTER TABLE children ADD FOREIGN KEY(by_attribute_renamed) REFERENCES parents (renamed_in_db);

ALTER TABLE children ADD FOREIGN KEY(by_column) REFERENCES parents (id);

ALTER TABLE children ADD FOREIGN KEY(by_core_column) REFERENCES geo.regions (no);

ALTER TABLE children ADD FOREIGN KEY(by_schema) REFERENCES geo.regions (code);

ALTER TABLE children ADD FOREIGN KEY(by_schema_key) REFERENCES geo.regions (no);

ALTER TABLE children ADD FOREIGN KEY(by_string) REFERENCES parents (id);

ALTER TABLE children ADD FOREIGN KEY(by_string_typed) REFERENCES parents (id);

ALTER TABLE children ADD FOREIGN KEY(by_table_column) REFERENCES parents (pair_a);

ALTER TABLE children ADD FOREIGN KEY(cascade) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE children ADD FOREIGN KEY(chain) REFERENCES grandchildren (child_id);

ALTER TABLE children ADD FOREIGN KEY(deferred) REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE children ADD FOREIGN KEY(immediate) REFERENCES parents (id) DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE children ADD FOREIGN KEY(itself) REFERENCES children (id);

ALTER TABLE children ADD FOREIGN KEY(itself_by_name) REFERENCES children (id);

ALTER TABLE children ADD FOREIGN KEY(lower_case) REFERENCES parents (id) ON DELETE set null;

ALTER TABLE children ADD FOREIGN KEY(matched) REFERENCES parents (id) MATCH FULL;

ALTER TABLE children ADD FOREIGN KEY(not_null) REFERENCES parents (id);

ALTER TABLE children ADD FOREIGN KEY(restrict) REFERENCES parents (id) ON DELETE NO ACTION ON UPDATE RESTRICT;

ALTER TABLE children ADD FOREIGN KEY(set_default) REFERENCES parents (id) ON DELETE SET DEFAULT;

ALTER TABLE children ADD FOREIGN KEY(two) REFERENCES parents (id);

ALTER TABLE grandchildren ADD FOREIGN KEY(child_id) REFERENCES children (by_string);

ALTER TABLE uses_composites ADD CONSTRAINT other_way_round FOREIGN KEY(b, a) REFERENCES composites (b, a);

