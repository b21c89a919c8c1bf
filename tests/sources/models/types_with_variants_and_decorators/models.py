"""What a type is on PostgreSQL when it is another one elsewhere."""
import uuid

from sqlalchemy import JSON, BigInteger, CHAR, Column, DateTime, Enum, Integer, LargeBinary, MetaData, String, Table, Text, types
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB, UUID

metadata = MetaData()

JsonType = JSON().with_variant(JSONB(), "postgresql")
BigId = BigInteger().with_variant(Integer, "sqlite").with_variant(mysql.BIGINT(unsigned=True), "mysql", "mariadb")


class GUID(types.TypeDecorator):
    """UUID where there is one, else CHAR(36)."""

    impl = CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID(as_uuid=True))
        return dialect.type_descriptor(CHAR(36))

    def process_bind_param(self, value, dialect):
        return value if value is None or isinstance(value, uuid.UUID) else uuid.UUID(value)


class OtherWayRound(types.TypeDecorator):
    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        else:
            return dialect.type_descriptor(postgresql.TSVECTOR())


class Lowercase(types.TypeDecorator):
    impl = String
    cache_ok = True


class Sized(types.TypeDecorator):
    impl = String(12)
    cache_ok = True


class UtcDateTime(types.TypeDecorator):
    impl = DateTime(timezone=True)
    cache_ok = True


class Strings(types.TypeDecorator):
    """Passes its length on."""

    impl = String
    cache_ok = True

    def __init__(self, separator=",", length=100, **kwargs):
        super().__init__(length=length, **kwargs)
        self.separator = separator


class Choice(types.TypeDecorator):
    impl = Enum
    cache_ok = True

    def __init__(self, *labels, **kwargs):
        super().__init__(*labels, **kwargs)


class Shouting(Lowercase):
    """Inherits impl."""

    cache_ok = True


class Point(types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "POINT"


class Vector(types.UserDefinedType):
    cache_ok = True

    def __init__(self, size):
        self.size = size

    def get_col_spec(self, **kw):
        return f"BIT({self.size})"


class Encrypted(types.TypeDecorator):
    impl = LargeBinary
    cache_ok = True

    def __init__(self, key, *args):
        super().__init__(*args)
        self.key = key


variants = Table(
    "variants", metadata,
    Column("id", BigId, primary_key=True),
    Column("json", JsonType, nullable=False),
    Column("other_default", String(10).with_variant(String(20), "mysql")),
    Column("postgres_only", Text().with_variant(postgresql.INET(), "postgresql")),
    Column("sqlite_date", DateTime().with_variant(sqlite.DATETIME(), "sqlite")),
    Column("guid", GUID()),
    Column("guid_class", GUID),
    Column("other", OtherWayRound),
    Column("lower", Lowercase(30)),
    Column("lower_named", Lowercase(length=31)),
    Column("lower_open", Lowercase),
    Column("sized", Sized),
    Column("utc", UtcDateTime),
    Column("strings", Strings()),
    Column("strings_200", Strings(";", 200)),
    Column("choice", Choice("c1", "c2", name="choice")),
    Column("shouting", Shouting(5)),
    Column("point", Point),
    Column("vector", Vector(3)),
    Column("encrypted", Encrypted("secret")),
    Column("guids", postgresql.ARRAY(GUID)),
)
