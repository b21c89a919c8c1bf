-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TYPE x_or_y AS ENUM ('x', 'y');

CREATE TABLE users (
    id BIGSERIAL NOT NULL,
    name VARCHAR(80) NOT NULL,
    nick VARCHAR(30) NOT NULL,
    nick_optional VARCHAR(30),
    fifty VARCHAR(50) DEFAULT 'none' NOT NULL,
    free TEXT NOT NULL,
    number BIGINT NOT NULL,
    little SMALLINT NOT NULL,
    price NUMERIC(14, 4) NOT NULL,
    key UUID NOT NULL,
    data JSONB NOT NULL,
    kind kind NOT NULL,
    role VARCHAR(12) NOT NULL,
    axis x_or_y NOT NULL,
    created TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    created_optional TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    changed TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    comment SMALLINT DEFAULT 7 NOT NULL,
    inside VARCHAR(9),
    PRIMARY KEY (id),
    UNIQUE (name)
);

COMMENT ON COLUMN users.comment IS 'from the alias';

CREATE TABLE logins (
    id BIGSERIAL NOT NULL,
    user_id BIGINT NOT NULL,
    other_user_id BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY(other_user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_logins_user_id ON logins (user_id);

