-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE accounts (
    id SERIAL NOT NULL,
    token TEXT NOT NULL,
    plain VARCHAR,
    mail VARCHAR(99),
    other VARCHAR(255),
    url TEXT,
    PRIMARY KEY (id)
);

