-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE world.countries (
    code VARCHAR(2) NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE shop.users (
    id SERIAL NOT NULL,
    boss INTEGER,
    country VARCHAR(2),
    PRIMARY KEY (id),
    FOREIGN KEY(boss) REFERENCES shop.users (id),
    FOREIGN KEY(country) REFERENCES world.countries (code)
);

COMMENT ON TABLE shop.users IS 'people';

CREATE TABLE tenant.users (
    id SERIAL NOT NULL,
    boss INTEGER,
    country VARCHAR(2),
    PRIMARY KEY (id),
    FOREIGN KEY(country) REFERENCES world.countries (code),
    FOREIGN KEY(boss) REFERENCES tenant.users (id)
);

COMMENT ON TABLE tenant.users IS 'people';

CREATE TABLE shop.former_users (
    id SERIAL NOT NULL,
    boss INTEGER,
    country VARCHAR(2),
    PRIMARY KEY (id),
    FOREIGN KEY(country) REFERENCES world.countries (code),
    FOREIGN KEY(boss) REFERENCES shop.former_users (id)
);

COMMENT ON TABLE shop.former_users IS 'people';

CREATE TABLE shop.orders (
    id SERIAL NOT NULL,
    user_id INTEGER,
    parent INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES shop.orders (id),
    FOREIGN KEY(user_id) REFERENCES shop.users (id) ON DELETE CASCADE
)
 PARTITION BY HASH (id);

COMMENT ON TABLE shop.orders IS 'sold';

CREATE TABLE tenant.orders (
    id SERIAL NOT NULL,
    user_id INTEGER,
    parent INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES tenant.users (id) ON DELETE CASCADE,
    FOREIGN KEY(parent) REFERENCES shop.orders (id)
)
 PARTITION BY HASH (id);

COMMENT ON TABLE tenant.orders IS 'sold';

CREATE TABLE third.tags (
    id SERIAL NOT NULL,
    above INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(above) REFERENCES third.tags (id)
);

COMMENT ON TABLE third.tags IS 'words';

CREATE TABLE third.labels (
    id SERIAL NOT NULL,
    above INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(above) REFERENCES third.labels (id)
);

COMMENT ON TABLE third.labels IS 'words';

CREATE TABLE third.notes (
    id SERIAL NOT NULL,
    above INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(above) REFERENCES third.notes (id)
);

CREATE TABLE tags (
    id SERIAL NOT NULL,
    above INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(above) REFERENCES tags (id)
);

COMMENT ON TABLE tags IS 'words';

CREATE TABLE first.notes (
    id SERIAL NOT NULL,
    above INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(above) REFERENCES first.notes (id)
);

