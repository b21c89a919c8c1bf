-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE users (
    id SERIAL NOT NULL,
    name VARCHAR(40) NOT NULL,
    email VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT login_email UNIQUE (name, email),
    CONSTRAINT name_length CHECK (length(name) > 2)
);

CREATE INDEX ix_users_both ON users (name, email);

CREATE UNIQUE INDEX ix_users_email ON users (email);

COMMENT ON TABLE users IS 'a table''s comment';

CREATE TABLE late (
    id SERIAL NOT NULL,
    added BOOLEAN NOT NULL,
    extended DATE,
    PRIMARY KEY (id),
    CONSTRAINT added_once UNIQUE (added)
);

CREATE UNIQUE INDEX ix_late_added ON late (added);

CREATE TABLE no_key (
    x INTEGER,
    "Mixed Case" INTEGER,
    "select" INTEGER
);

CREATE INDEX ix_no_key_select ON no_key ("select");

CREATE TABLE posts (
    post_id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    user_email VARCHAR,
    note VARCHAR(10),
    rank INTEGER DEFAULT '0',
    PRIMARY KEY (post_id),
    FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY(user_email) REFERENCES users (email)
);

CREATE TABLE posts_archive (
    post_id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    user_email VARCHAR,
    note VARCHAR(10),
    rank INTEGER DEFAULT '0',
    PRIMARY KEY (post_id),
    FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY(user_email) REFERENCES users (email)
);

CREATE TABLE comments (
    comment_id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    user_email VARCHAR,
    post_id INTEGER,
    PRIMARY KEY (comment_id),
    FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY(user_email) REFERENCES users (email),
    FOREIGN KEY(post_id) REFERENCES posts (post_id)
);

