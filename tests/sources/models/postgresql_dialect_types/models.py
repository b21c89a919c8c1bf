"""Types of the PostgreSQL dialect, by both ways of importing them."""
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import (
    ARRAY, BIT, BYTEA, CIDR, CITEXT, DATEMULTIRANGE, DATERANGE, DOUBLE_PRECISION, ENUM, INET, INT4RANGE, INT8MULTIRANGE, INT8RANGE,
    INTERVAL, JSON, JSONB, MACADDR, MACADDR8, MONEY, NUMRANGE, OID, REGCLASS, TIME, TIMESTAMP, TSQUERY, TSRANGE, TSTZRANGE,
    TSVECTOR, UUID,
)

metadata = MetaData()

mood = ENUM("sad", "ok", "it's fine", name="mood", create_type=True)

t = Table(
    "dialect_types", metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("a_uuid_text", UUID(as_uuid=False)),
    Column("a_jsonb", JSONB),
    Column("a_jsonb_text", JSONB(astext_type=String())),
    Column("a_json", JSON()),
    Column("an_inet", INET),
    Column("a_cidr", CIDR),
    Column("a_mac", MACADDR),
    Column("a_mac8", MACADDR8),
    Column("a_bit", BIT),
    Column("a_bit_8", BIT(8)),
    Column("a_varbit", BIT(16, varying=True)),
    Column("a_varbit_open", BIT(varying=True)),
    Column("bytes", BYTEA),
    Column("a_double", DOUBLE_PRECISION),
    Column("a_double_53", DOUBLE_PRECISION(53)),
    Column("money", MONEY),
    Column("an_oid", OID),
    Column("a_regclass", REGCLASS),
    Column("a_tsvector", TSVECTOR),
    Column("a_tsquery", TSQUERY),
    Column("an_int4range", INT4RANGE),
    Column("an_int8range", INT8RANGE),
    Column("a_numrange", NUMRANGE),
    Column("a_tsrange", TSRANGE),
    Column("a_tstzrange", TSTZRANGE),
    Column("a_daterange", DATERANGE),
    Column("a_datemultirange", DATEMULTIRANGE),
    Column("an_int8multirange", INT8MULTIRANGE()),
    Column("a_timestamp_3", TIMESTAMP(precision=3)),
    Column("a_timestamp_tz_0", TIMESTAMP(timezone=True, precision=0)),
    Column("a_time_2", TIME(precision=2)),
    Column("a_time_tz_6", postgresql.TIME(True, 6)),
    Column("an_interval_days", INTERVAL(fields="DAY TO SECOND", precision=2)),
    Column("an_interval_3", postgresql.INTERVAL(precision=3)),
    Column("an_interval_years", INTERVAL(fields="YEAR TO MONTH")),
    Column("a_mood", mood),
    Column("moods", ARRAY(mood)),
    Column("texts", ARRAY(postgresql.VARCHAR(10))),
    Column("grid", postgresql.ARRAY(Integer, dimensions=2)),
    Column("a_citext", CITEXT),
)
