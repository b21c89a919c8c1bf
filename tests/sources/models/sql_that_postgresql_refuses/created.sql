-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE refused (
    id SERIAL NOT NULL,
    no_such_type NVARCHAR(12),
    other_spelling DOUBLE,
    wrong_default INTEGER DEFAULT 'NULL',
    not_immutable INTEGER GENERATED ALWAYS AS (extract(year from now())) STORED,
    not_unique INTEGER,
    refers INTEGER,
    twice VARCHAR(5),
    PRIMARY KEY (id),
    FOREIGN KEY(refers) REFERENCES refused (not_unique)
);

CREATE INDEX ix_gin ON refused USING gin (twice);

CREATE INDEX ix_refused_twice ON refused (twice);

CREATE INDEX ix_refused_twice ON refused (twice, id);

