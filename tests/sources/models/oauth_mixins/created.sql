-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE clients (
    id SERIAL NOT NULL,
    client_id VARCHAR(48),
    client_secret VARCHAR(120),
    client_id_issued_at INTEGER NOT NULL,
    client_secret_expires_at INTEGER NOT NULL,
    client_metadata TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX ix_clients_client_id ON clients (client_id);

CREATE TABLE codes (
    id SERIAL NOT NULL,
    code VARCHAR(120) NOT NULL,
    client_id VARCHAR(48),
    redirect_uri TEXT,
    response_type TEXT,
    scope TEXT,
    nonce TEXT,
    auth_time INTEGER NOT NULL,
    code_challenge TEXT,
    code_challenge_method VARCHAR(48),
    PRIMARY KEY (id),
    UNIQUE (code)
);

CREATE TABLE tokens (
    id SERIAL NOT NULL,
    client_id VARCHAR(48),
    token_type VARCHAR(40),
    access_token VARCHAR(255) NOT NULL,
    refresh_token VARCHAR(255),
    scope TEXT,
    issued_at INTEGER NOT NULL,
    access_token_revoked_at INTEGER NOT NULL,
    refresh_token_revoked_at INTEGER NOT NULL,
    expires_in INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (access_token)
);

CREATE INDEX ix_tokens_refresh_token ON tokens (refresh_token);

CREATE TABLE flask_dance_login (
    id SERIAL NOT NULL,
    provider VARCHAR(50) NOT NULL,
    created_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    token JSON NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE volumes (
    id SERIAL NOT NULL,
    extra TEXT,
    name VARCHAR(64),
    created_at TIMESTAMP WITHOUT TIME ZONE,
    updated_at TIMESTAMP WITHOUT TIME ZONE,
    deleted_at TIMESTAMP WITHOUT TIME ZONE,
    deleted INTEGER,
    PRIMARY KEY (id)
);

