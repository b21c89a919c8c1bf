-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TYPE account_state AS ENUM ('on', 'off');

CREATE TYPE app.inherited_state AS ENUM ('p', 'q');

CREATE TYPE audit.entry_state AS ENUM ('on', 'off');

CREATE TABLE app.accounts (
    id SERIAL NOT NULL,
    state account_state,
    inherited app.inherited_state,
    PRIMARY KEY (id)
);

CREATE INDEX ix_app_accounts_state ON app.accounts (state);

CREATE TABLE "With Space".quoted (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE audit.entries (
    id SERIAL NOT NULL,
    account_id INTEGER,
    account_by_class INTEGER,
    parent_id INTEGER,
    state audit.entry_state,
    PRIMARY KEY (id),
    FOREIGN KEY(account_id) REFERENCES app.accounts (id),
    FOREIGN KEY(account_by_class) REFERENCES app.accounts (id),
    FOREIGN KEY(parent_id) REFERENCES audit.entries (id)
);

CREATE INDEX ix_audit_entries_account_id ON audit.entries (account_id);

CREATE TABLE app.notes (
    account_id INTEGER,
    text VARCHAR,
    FOREIGN KEY(account_id) REFERENCES app.accounts (id)
);

CREATE TABLE blanks (
    id SERIAL NOT NULL,
    entry_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(entry_id) REFERENCES audit.entries (id)
);

