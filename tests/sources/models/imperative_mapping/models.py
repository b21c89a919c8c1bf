"""Tables first, classes mapped to them afterwards; hybrid __table__ with more columns on top."""
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy.orm import column_property, declarative_base, registry, relationship

mapper_registry = registry()
Base = declarative_base(metadata=mapper_registry.metadata)

user_table = Table(
    "user",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("user_name", String(50), nullable=False),
)

address_table = Table(
    "address",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", None, ForeignKey("user.id")),
)


class User:
    pass


class Address:
    pass


mapper_registry.map_imperatively(
    User,
    user_table,
    properties={"name": user_table.c.user_name, "addresses": relationship(Address, order_by=address_table.c.id)},
)
mapper_registry.map_imperatively(Address, address_table)


class Hybrid(Base):
    __table__ = Table("hybrid", Base.metadata, Column("id", Integer, primary_key=True), Column("first", String(5)), Column("last", String(5)))
    full = column_property(__table__.c.first + " " + __table__.c.last)


# A table's columns are attributes of the class that was given the table.
Index("ix_hybrid_names", Hybrid.first, Hybrid.last.desc())
