"""declared_attr with and without cascading, below joined and single-table inheritance."""
from sqlalchemy import Column, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.ext.declarative import declared_attr as old_declared_attr
from sqlalchemy.orm import declarative_base, declared_attr, has_inherited_table

Base = declarative_base()


class HasKey:
    @declared_attr.cascading
    def id(cls):
        if has_inherited_table(cls):
            return Column(ForeignKey("people.id"), primary_key=True)
        return Column(Integer, primary_key=True)


class HasName:
    @old_declared_attr
    def name(cls):
        return Column(String(30), nullable=False)

    @declared_attr
    def __tablename__(cls):
        if cls.__dict__.get("__single__"):
            return None
        return getattr(cls, "__table_name__", cls.__name__.lower())

    @declared_attr
    def __table_args__(cls):
        if cls.__name__ == "Person":
            return (UniqueConstraint("name", name=f"uq_{cls.__name__.lower()}_name"), {"comment": f"made for {cls.__name__}"})
        return None


class Person(HasKey, HasName, Base):
    __table_name__ = "people"
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "person"}


class Engineer(Person):
    __table_name__ = "engineers"
    __mapper_args__ = {"polymorphic_identity": "engineer"}
    language = Column(String(20))


class Manager(Person):
    __table_name__ = "managers"
    __mapper_args__ = {"polymorphic_identity": "manager"}

    @declared_attr
    def budget(cls):
        return Column(Integer, nullable=False)
