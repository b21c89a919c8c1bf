-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE main.users (
    id SERIAL NOT NULL,
    name VARCHAR(40),
    code VARCHAR(8),
    text VARCHAR(49),
    short VARCHAR(5),
    long VARCHAR(500),
    a VARCHAR(8),
    c VARCHAR(14),
    upper_t INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT p_range CHECK (id BETWEEN 1 AND 50)
);

CREATE TABLE main.p_posts (
    id SERIAL NOT NULL,
    user_id INTEGER,
    other_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES main.users (id) ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY(other_id) REFERENCES main.users (id)
);

