-- Made by tools/oracle/create_sql.py from app.load with SQLAlchemy 2; do not edit.

CREATE TABLE cats (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE dogs (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

