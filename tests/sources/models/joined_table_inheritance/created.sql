-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE employee (
    id SERIAL NOT NULL,
    name VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE engineer (
    id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES employee (id)
);

CREATE TABLE manager (
    manager_id INTEGER NOT NULL,
    level VARCHAR(5),
    PRIMARY KEY (manager_id),
    FOREIGN KEY(manager_id) REFERENCES employee (id)
);

CREATE TABLE senior_engineer (
    id INTEGER NOT NULL,
    years INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES engineer (id) ON DELETE CASCADE
);

