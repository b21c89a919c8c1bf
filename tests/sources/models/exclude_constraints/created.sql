-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE bookings (
    id SERIAL NOT NULL,
    room INTEGER NOT NULL,
    during TSTZRANGE NOT NULL,
    days DATERANGE,
    state VARCHAR(8),
    PRIMARY KEY (id),
    CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&),
    CONSTRAINT no_overlap_days EXCLUDE USING gist (days WITH &&) WHERE (state <> 'void'),
    CONSTRAINT room_and_time EXCLUDE USING gist (int4range(room, room, '[]') WITH =, during WITH &&) DEFERRABLE,
    EXCLUDE USING hash (room WITH =)
);

