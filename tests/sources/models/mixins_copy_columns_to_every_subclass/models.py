"""Columns of mixins, of mixins' bases, and which of two wins."""
from datetime import datetime

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Text, func
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class IdMixin:
    id = Column(Integer, primary_key=True)


class Stamped:
    created = Column(DateTime, default=datetime.utcnow, nullable=False)
    changed = Column(DateTime, onupdate=func.now())


class Named:
    name = Column(String(50), index=True)


class LongNamed(Named):
    name = Column(String(200), nullable=False, unique=True)


class Described(IdMixin, Stamped):
    description = Column(Text)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"


class Owned:
    @declared_attr
    def owner_id(cls):
        return Column(Integer, ForeignKey("owners.id", ondelete="SET NULL"), index=True)

    @declared_attr
    def owner(cls):
        return relationship("Owner")


class Owner(IdMixin, Base):
    __tablename__ = "owners"


class Page(Owned, Named, Described, Base):
    pass


class Chapter(LongNamed, Described, Base):
    # overrides what the mixin says
    description = Column(String(10), nullable=False)


class Left:
    both = Column(Integer)


class Right:
    both = Column(String(3))
    flag = Column(Boolean, server_default="true")


class FirstWins(Left, Right, IdMixin, Base):
    __tablename__ = "first_wins"


class Without(Right, IdMixin, Base):
    """Takes a column of a mixin away."""

    __tablename__ = "without"
    flag = None
