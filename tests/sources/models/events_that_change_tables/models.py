"""Listeners that name constraints, add checks, and copy tables for history."""
from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Integer, MetaData, PrimaryKeyConstraint, String, Table, UniqueConstraint, event
from sqlalchemy.orm import declarative_base

Base = declarative_base()


@event.listens_for(PrimaryKeyConstraint, "after_parent_attach")
def name_primary_key(constraint, table):
    if constraint.name is None:
        constraint.name = f"{table.name.upper()}_PK"


@event.listens_for(Table, "after_parent_attach")
def add_check(table, metadata):
    if table.name.endswith("s"):
        table.info["plural"] = True


class Versioned:
    """Asks for a history table."""


class Stock(Versioned, Base):
    __tablename__ = "stocks"

    id = Column(Integer, primary_key=True)
    name = Column(String(20), unique=True, nullable=False)
    at = Column(DateTime)


class Other(Base):
    __tablename__ = "other"

    id = Column(Integer, primary_key=True)


def make_history(cls):
    columns = []
    for column in cls.__table__.columns:
        copied = column._copy() if hasattr(column, "_copy") else column.copy()
        copied.unique = False
        columns.append(copied)
    columns.append(Column("version", Integer, primary_key=True, autoincrement=False))
    return Table(cls.__tablename__ + "_history", cls.metadata, *columns)


for cls in list(Base.__subclasses__()):
    if issubclass(cls, Versioned):
        make_history(cls)
