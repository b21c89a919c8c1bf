"""Which integer primary keys become SERIAL."""
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Numeric, Sequence, SmallInteger, String, Table, Uuid, text
from sqlalchemy.types import TypeDecorator

m = MetaData()


class Id(TypeDecorator):
    impl = Integer
    cache_ok = True


Table("plain", m, Column("id", Integer, primary_key=True))
Table("big", m, Column("id", BigInteger, primary_key=True))
Table("small", m, Column("id", SmallInteger, primary_key=True))
Table("off", m, Column("id", Integer, primary_key=True, autoincrement=False))
Table("on", m, Column("id", Integer, primary_key=True, autoincrement=True))
Table("text_key", m, Column("id", String(5), primary_key=True))
Table("uuid_key", m, Column("id", Uuid, primary_key=True))
Table("with_python_default", m, Column("id", Integer, primary_key=True, default=lambda: 7))
Table("with_server_default", m, Column("id", Integer, primary_key=True, server_default=text("7")))
Table("with_foreign_key", m, Column("id", Integer, ForeignKey("plain.id"), primary_key=True))
Table("foreign_key_forced", m, Column("id", Integer, ForeignKey("plain.id"), primary_key=True, autoincrement=True))
Table("composite", m, Column("a", Integer, primary_key=True), Column("b", Integer, primary_key=True))
Table("composite_forced", m, Column("a", Integer, primary_key=True, autoincrement=True), Column("b", Integer, primary_key=True))
Table("composite_mixed", m, Column("a", Integer, primary_key=True), Column("b", ForeignKey("plain.id"), primary_key=True))
Table("ignore_fk", m, Column("id", Integer, ForeignKey("plain.id"), primary_key=True, autoincrement="ignore_fk"))
Table("decorated", m, Column("id", Id, primary_key=True))
Table("variant", m, Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
Table("numeric_key", m, Column("id", Numeric(10, 0), primary_key=True))
Table("not_key", m, Column("id", Integer), Column("n", Integer, autoincrement=True))
Table("with_sequence", m, Column("id", Integer, Sequence("with_sequence_seq"), primary_key=True))
Table("with_optional_sequence", m, Column("id", Integer, Sequence("optional_seq", optional=True), primary_key=True))
