-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE users (
    id SERIAL NOT NULL,
    group_id INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE groups (
    id SERIAL NOT NULL,
    size INTEGER,
    owner_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT size_limit CHECK (size <= 9),
    FOREIGN KEY(owner_id) REFERENCES users (id)
);

ALTER TABLE users ADD CONSTRAINT user_group FOREIGN KEY(group_id) REFERENCES groups (id);

