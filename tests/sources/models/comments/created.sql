-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE commented (
    id SERIAL NOT NULL,
    n INTEGER NOT NULL,
    s VARCHAR(5) NOT NULL,
    lines VARCHAR,
    empty VARCHAR,
    unicode VARCHAR,
    backslash VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT n_positive CHECK (n > 0),
    CONSTRAINT n_once UNIQUE (n)
);

COMMENT ON TABLE commented IS 'it''s a table; 50% "quoted"';

COMMENT ON COLUMN commented.id IS 'the key';

COMMENT ON COLUMN commented.s IS 'made of two strings';

COMMENT ON COLUMN commented.lines IS 'first line
second line';

COMMENT ON COLUMN commented.empty IS '';

COMMENT ON COLUMN commented.unicode IS 'größe – ширина ✓';

COMMENT ON COLUMN commented.backslash IS 'C:\new';

COMMENT ON CONSTRAINT n_once ON commented IS 'of a unique';

COMMENT ON CONSTRAINT n_positive ON commented IS 'of a check';

CREATE TABLE core (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

COMMENT ON TABLE core IS 'Core Table';

COMMENT ON COLUMN core.id IS 'core made of two strings';

