-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE records (
    id SERIAL NOT NULL,
    json JSONB,
    kind VARCHAR(10) NOT NULL,
    seen TIMESTAMP WITH TIME ZONE,
    parent_id INTEGER,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    updated TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_records PRIMARY KEY (id),
    CONSTRAINT ck_records_kind_given CHECK (kind <> ''),
    CONSTRAINT fk_records_parent_id_records FOREIGN KEY(parent_id) REFERENCES records (id)
);

CREATE UNIQUE INDEX ix_records_kind ON records (kind);

CREATE TABLE has_no_name (
    id SERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_has_no_name PRIMARY KEY (id)
);

CREATE TABLE members (
    record_id INTEGER NOT NULL,
    name VARCHAR(20) NOT NULL,
    CONSTRAINT pk_members PRIMARY KEY (record_id, name),
    CONSTRAINT fk_members_record_id_records FOREIGN KEY(record_id) REFERENCES records (id) ON DELETE CASCADE
);

