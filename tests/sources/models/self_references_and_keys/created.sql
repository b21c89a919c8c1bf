-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE nodes (
    id SERIAL NOT NULL,
    parent_id INTEGER,
    root_id INTEGER,
    "left" INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES nodes (id) ON DELETE CASCADE,
    FOREIGN KEY(root_id) REFERENCES nodes (id),
    FOREIGN KEY("left") REFERENCES nodes (id)
);

CREATE TABLE versioned (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    previous INTEGER,
    PRIMARY KEY (id, version),
    FOREIGN KEY(id, previous) REFERENCES versioned (id, version)
);

CREATE TABLE "order" (
    "ID" SERIAL NOT NULL,
    "group" VARCHAR(3),
    "User" INTEGER,
    "select" INTEGER,
    "with-dash" INTEGER,
    PRIMARY KEY ("ID"),
    UNIQUE ("group", "User"),
    FOREIGN KEY("User") REFERENCES "order" ("ID")
);

CREATE INDEX "ix_order_with-dash" ON "order" ("with-dash");

CREATE INDEX ix_user ON "order" ("User", "select");

