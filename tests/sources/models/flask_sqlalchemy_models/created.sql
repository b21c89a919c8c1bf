-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE engineering AS ENUM ('civil', 'software');

CREATE TABLE author (
    id SERIAL NOT NULL,
    name VARCHAR(50),
    PRIMARY KEY (id),
    UNIQUE (name)
);

CREATE TABLE http_log (
    id BIGSERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE DEFAULT now(),
    PRIMARY KEY (id)
);

CREATE TABLE o_auth2_token (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE explicitly_named (
    a SERIAL NOT NULL,
    b NUMERIC(8, 2),
    PRIMARY KEY (a),
    CONSTRAINT a_and_b UNIQUE (a, b),
    CHECK (b > 0)
);

CREATE INDEX ix_b ON explicitly_named (b);

CREATE TABLE special_day (
    id SERIAL NOT NULL,
    day DATE,
    created TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE blog_post (
    id SERIAL NOT NULL,
    title VARCHAR(80) NOT NULL,
    body TEXT,
    author_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(author_id) REFERENCES author (id) ON DELETE CASCADE
);

CREATE INDEX ix_blog_post_title ON blog_post (title);

CREATE TABLE engineer (
    id INTEGER NOT NULL,
    field engineering,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES author (id)
);

CREATE TABLE tags (
    post_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    PRIMARY KEY (post_id, author_id),
    FOREIGN KEY(post_id) REFERENCES blog_post (id),
    FOREIGN KEY(author_id) REFERENCES author (id)
);

