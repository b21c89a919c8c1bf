"""Listeners on a type of the project's own: each column of it brings a check, in mixins and abstract bases too."""
from enum import Enum

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, SmallInteger, String, Table, type_coerce
from sqlalchemy.event import listens_for
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import SchemaType, TypeDecorator

metadata = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
Base = declarative_base(metadata=metadata)


class Numbered(TypeDecorator, SchemaType):
    impl = SmallInteger
    cache_ok = True

    def __init__(self, enum=None, without=()):
        self.enum = enum
        self.without = frozenset(without)
        TypeDecorator.__init__(self)
        SchemaType.__init__(self)


class Upper(TypeDecorator):
    impl = String
    cache_ok = True


@listens_for(Numbered, "before_parent_attach")
def before_attach(kind, column):
    @listens_for(column, "after_parent_attach")
    def after_attach(column, table):
        number = type_coerce(column, SmallInteger)
        check = CheckConstraint(number.in_(x.value for x in kind.enum if x not in kind.without), f"valid_enum_{column.name}")
        assert check.table is table


@listens_for(Upper, "before_parent_attach")
def refuse_null(kind, column):
    column.nullable = False


class Colour(Enum):
    red = 1
    green = 2
    blue = 3


class Painted:
    colour = Column(Numbered(Colour), nullable=False)


class Wall(Painted, Base):
    __tablename__ = "walls"
    id = Column(Integer, primary_key=True)


class Door(Painted, Base):
    __tablename__ = "doors"
    id = Column(Integer, primary_key=True)
    frame = Column(Numbered(Colour, without={Colour.blue}))
    code = Column(Upper(8))


floors = Table("floors", metadata, Column("id", Integer, primary_key=True), Column("colour", Numbered(Colour)))
