-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE countries (
    id SERIAL NOT NULL,
    code VARCHAR(12) NOT NULL,
    name VARCHAR(80),
    forced VARCHAR(9),
    short VARCHAR(3) NOT NULL,
    shorter VARCHAR(1) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code)
);

CREATE TABLE boxes (
    id SERIAL NOT NULL,
    country_id INTEGER,
    other_country VARCHAR(12),
    price NUMERIC(12, 2) DEFAULT 0,
    cost_price NUMERIC(12, 4) DEFAULT 0 NOT NULL,
    tax NUMERIC(12, 2),
    size INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    open BOOLEAN DEFAULT false NOT NULL,
    visible BOOLEAN DEFAULT true NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT size_1_9 CHECK (size BETWEEN 1 AND 9),
    CONSTRAINT depth_minus5_5 CHECK (depth BETWEEN -5 AND 5),
    FOREIGN KEY(country_id) REFERENCES countries (id) ON DELETE CASCADE,
    FOREIGN KEY(other_country) REFERENCES countries (code)
);

CREATE INDEX ix_boxes_country_id ON boxes (country_id);

CREATE INDEX ix_boxes_size ON boxes (size);

