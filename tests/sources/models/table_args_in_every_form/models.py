"""Tuple, tuple with options, options alone, a list built up, and inherited ones."""
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()

COMMON = {"comment": "shared options"}
options = dict(COMMON, schema="side")


class TupleOnly(Base):
    __tablename__ = "tuple_only"
    __table_args__ = (UniqueConstraint("a", "b"),)

    id = Column(Integer, primary_key=True)
    a = Column(Integer)
    b = Column(Integer)


class TupleWithOptions(Base):
    __tablename__ = "tuple_with_options"
    id = Column(Integer, primary_key=True)
    a = Column(String(3))
    __table_args__ = (
        Index("ix_a", a),
        Index("ix_a_lower", "a", postgresql_ops={"a": "varchar_pattern_ops"}),
        CheckConstraint("a <> ''", name="a_not_empty"),
        COMMON,
    )


class OptionsOnly(Base):
    __tablename__ = "options_only"
    __table_args__ = {"schema": "side", "comment": "only options", "extend_existing": True}
    id = Column(Integer, primary_key=True)


class OptionsElsewhere(Base):
    __tablename__ = "options_elsewhere"
    __table_args__ = options
    id = Column(Integer, primary_key=True)


class PrimaryKeyInArgs(Base):
    __tablename__ = "primary_key_in_args"
    __table_args__ = (
        PrimaryKeyConstraint("left_id", "right_id", name="both"),
        ForeignKeyConstraint(["left_id"], ["tuple_only.id"]),
        ForeignKeyConstraint(("right_id",), ("tuple_with_options.id",), name="right_fk", ondelete="RESTRICT", onupdate="CASCADE"),
    )
    left_id = Column(Integer)
    right_id = Column(Integer)


class Listed(Base):
    __tablename__ = "listed"
    __table_args__ = tuple(UniqueConstraint(name, name=f"uq_listed_{name}") for name in ("x", "y")) + ({"prefixes": ["UNLOGGED"]},)
    id = Column(Integer, primary_key=True)
    x = Column(Integer)
    y = Column(Integer)


class ArgsMixin:
    __table_args__ = (CheckConstraint("n > 0"), {"comment": "from the mixin"})
    n = Column(Integer)


class Inherits(ArgsMixin, Base):
    __tablename__ = "inherits"
    id = Column(Integer, primary_key=True)


class Extends(ArgsMixin, Base):
    __tablename__ = "extends"
    __table_args__ = (UniqueConstraint("n"),) + ArgsMixin.__table_args__
    id = Column(Integer, primary_key=True)
