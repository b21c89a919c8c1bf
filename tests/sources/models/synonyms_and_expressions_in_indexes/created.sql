-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE people (
    person_id SERIAL NOT NULL,
    localid VARCHAR(20) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    name VARCHAR NOT NULL,
    code VARCHAR,
    PRIMARY KEY (person_id)
);

CREATE UNIQUE INDEX ix_people_localid ON people (localid, kind);

CREATE INDEX ix_people_searched ON people USING btree (reverse(lower(name || code)));

CREATE INDEX ix_people_searched_plain ON people (lower(name || code));

