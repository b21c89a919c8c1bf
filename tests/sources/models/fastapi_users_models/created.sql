-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE "user" (
    name VARCHAR(50) NOT NULL,
    seen TIMESTAMP WITH TIME ZONE,
    other UUID,
    id UUID NOT NULL,
    email VARCHAR(320) NOT NULL,
    hashed_password VARCHAR(1024) NOT NULL,
    is_active BOOLEAN NOT NULL,
    is_superuser BOOLEAN NOT NULL,
    is_verified BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_user_email ON "user" (email);

CREATE TABLE numbered_users (
    id SERIAL NOT NULL,
    email VARCHAR(320) NOT NULL,
    hashed_password VARCHAR(1024) NOT NULL,
    is_active BOOLEAN NOT NULL,
    is_superuser BOOLEAN NOT NULL,
    is_verified BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_numbered_users_email ON numbered_users (email);

CREATE TABLE oauth_account (
    id UUID NOT NULL,
    user_id UUID NOT NULL,
    oauth_name VARCHAR(100) NOT NULL,
    access_token VARCHAR(1024) NOT NULL,
    expires_at INTEGER,
    refresh_token VARCHAR(1024),
    account_id VARCHAR(320) NOT NULL,
    account_email VARCHAR(320) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES "user" (id) ON DELETE cascade
);

CREATE INDEX ix_oauth_account_account_id ON oauth_account (account_id);

CREATE INDEX ix_oauth_account_oauth_name ON oauth_account (oauth_name);

CREATE TABLE accesstoken (
    user_id UUID NOT NULL,
    token VARCHAR(43) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (token),
    FOREIGN KEY(user_id) REFERENCES "user" (id) ON DELETE cascade
);

CREATE INDEX ix_accesstoken_created_at ON accesstoken (created_at);

CREATE TABLE numbered_accounts (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    oauth_name VARCHAR(100) NOT NULL,
    access_token VARCHAR(1024) NOT NULL,
    expires_at INTEGER,
    refresh_token VARCHAR(1024),
    account_id VARCHAR(320) NOT NULL,
    account_email VARCHAR(320) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES numbered_users (id) ON DELETE cascade
);

CREATE INDEX ix_numbered_accounts_account_id ON numbered_accounts (account_id);

CREATE INDEX ix_numbered_accounts_oauth_name ON numbered_accounts (oauth_name);

