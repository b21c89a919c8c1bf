-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE "user" (
    id SERIAL NOT NULL,
    user_name VARCHAR(50) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE hybrid (
    id SERIAL NOT NULL,
    first VARCHAR(5),
    last VARCHAR(5),
    PRIMARY KEY (id)
);

CREATE INDEX ix_hybrid_names ON hybrid (first, last DESC);

CREATE TABLE address (
    id SERIAL NOT NULL,
    user_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES "user" (id)
);

