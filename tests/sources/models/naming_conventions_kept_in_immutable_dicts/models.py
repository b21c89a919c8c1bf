"""A naming convention that nobody can change."""
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, util
from sqlalchemy.orm import declarative_base

metadata = MetaData(
    naming_convention=util.immutabledict(
        {
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
)
Base = declarative_base(metadata=metadata)


class Parent(Base):
    __tablename__ = "parents"
    id = Column(Integer, primary_key=True)
    name = Column(String(20), unique=True)


class Child(Base):
    __tablename__ = "children"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey(Parent.id), index=True)
