"""Names made from templates, by callables, and names that the templates leave alone."""
from sqlalchemy import (
    Boolean, CheckConstraint, Column, Enum, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, String, Table, UniqueConstraint,
)
from sqlalchemy.schema import conv


def fk_short(constraint, table):
    return "_".join([table.name] + [element.parent.name for element in constraint.elements])


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

a = Table(
    "a", metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(5), unique=True, index=True),
    Column("name", String(5), index=True),
    Column("other", String(5), unique=True),
    Column("flag", Boolean(create_constraint=True, name="flag_is_boolean")),
    Column("state", Enum("x", "y", name="state_known", native_enum=False, create_constraint=True)),
    UniqueConstraint("code", "name"),
    UniqueConstraint("name", "other", name="explicit"),
    CheckConstraint("id > 0", name="positive"),
    CheckConstraint("id < 100", name=conv("final_name")),
    Index(None, "other", "name"),
    Index("given", "name"),
)

b = Table(
    "b", metadata,
    Column("a_id", ForeignKey("a.id"), primary_key=True),
    Column("a_code", String(5)),
    Column("named_id", ForeignKey("a.id", name="named_fk")),
    ForeignKeyConstraint(["a_code"], ["a.code"]),
    schema="other",
)

other = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_key)s_idx",
        "uq": "%(table_name)s_%(column_0_name)s_%(column_1_name)s_key",
        "fk_short": fk_short,
        "fk": "%(fk_short)s_fkey",
        "pk": "%(table_name)s_%(column_0N_name)s_pkey",
    }
)

c = Table(
    "c", other,
    Column("x", Integer, primary_key=True),
    Column("y", Integer, primary_key=True),
    Column("z", Integer, ForeignKey("c.x"), key="zed", index=True),
    UniqueConstraint("x", "y"),
    UniqueConstraint("x", name="x_once"),
    CheckConstraint("x <> y"),
    Index(None, "x", "zed", unique=True),
)
