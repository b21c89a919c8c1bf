-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE threads (
    id SERIAL NOT NULL,
    name VARCHAR(255),
    comment_count INTEGER NOT NULL,
    created TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    updated TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE everything (
    id UUID NOT NULL,
    uuid_binary UUID,
    arrow TIMESTAMP WITHOUT TIME ZONE,
    arrow_tz TIMESTAMP WITH TIME ZONE,
    choice VARCHAR(255),
    choice_impl INTEGER,
    choice_string VARCHAR(1),
    email VARCHAR(255),
    email_short VARCHAR(100),
    encrypted BYTEA,
    encrypted_text VARCHAR,
    encrypted_short VARCHAR(99),
    json JSON,
    scalars TEXT,
    url TEXT,
    ip VARCHAR(50),
    vector TSVECTOR,
    ranges INT4RANGE,
    ranges8 INT8RANGE,
    numerics NUMRANGE,
    dates DATERANGE,
    moments TSRANGE,
    path LTREE,
    PRIMARY KEY (id)
);

CREATE TABLE comments (
    id SERIAL NOT NULL,
    thread_id INTEGER,
    words INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(thread_id) REFERENCES threads (id)
);

