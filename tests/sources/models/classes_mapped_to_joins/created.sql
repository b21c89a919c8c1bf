-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE user_public (
    id SERIAL NOT NULL,
    name VARCHAR(40) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE user_private (
    user_id INTEGER NOT NULL,
    mail VARCHAR(80),
    PRIMARY KEY (user_id),
    FOREIGN KEY(user_id) REFERENCES user_public (id)
);

CREATE TABLE orders (
    id SERIAL NOT NULL,
    user_id INTEGER,
    label VARCHAR(40),
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES user_public (id)
);

