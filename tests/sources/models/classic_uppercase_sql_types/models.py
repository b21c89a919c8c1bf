"""SQL-standard types in capitals, from the package and from sqlalchemy.types."""
import sqlalchemy as sa
from sqlalchemy import types
from sqlalchemy.types import BIGINT, CHAR, DECIMAL, NCHAR, REAL, TIMESTAMP, VARCHAR

metadata = sa.MetaData()

capitals = sa.Table(
    "capitals",
    metadata,
    sa.Column("id", sa.INTEGER, primary_key=True),
    sa.Column("a_bigint", BIGINT),
    sa.Column("a_smallint", sa.SMALLINT()),
    sa.Column("a_boolean", sa.BOOLEAN),
    sa.Column("a_char", CHAR),
    sa.Column("a_char_3", CHAR(3)),
    sa.Column("a_nchar", NCHAR(4)),
    sa.Column("a_varchar", VARCHAR),
    sa.Column("a_varchar_9", VARCHAR(9)),
    sa.Column("a_text", sa.TEXT),
    sa.Column("a_decimal", DECIMAL(8, 4)),
    sa.Column("a_numeric", types.NUMERIC(5)),
    sa.Column("a_real", REAL),
    sa.Column("a_float", types.FLOAT(10)),
    sa.Column("a_date", sa.DATE),
    sa.Column("a_time", types.TIME(timezone=True)),
    sa.Column("a_datetime", types.DateTime(timezone=False)),
    sa.Column("a_timestamp", TIMESTAMP),
    sa.Column("a_timestamp_tz", TIMESTAMP(timezone=True)),
    sa.Column("a_json", types.JSON(none_as_null=True)),
)
