"""__abstract__ at several depths, methods between, and a base class with columns."""
from sqlalchemy import Column, DateTime, Integer, MetaData, String, func
from sqlalchemy.orm import as_declarative, declarative_base, declared_attr


@as_declarative(metadata=MetaData(schema="deep"))
class Base:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    def save(self):
        return self


class Dated(Base):
    __abstract__ = True
    made = Column(DateTime(True), server_default=func.now())


class Titled(Dated):
    __abstract__ = True
    title = Column(String(99), nullable=False)


class Article(Titled):
    body = Column(String)


class Event(Dated):
    made = Column(DateTime, nullable=False)


class Bare(Base):
    pass


class Cls:
    """Given to declarative_base(cls=...)."""

    version = Column(Integer, nullable=False, server_default="1")


OtherBase = declarative_base(cls=Cls, name="OtherBase")


class Other(OtherBase):
    __tablename__ = "other"
    id = Column(Integer, primary_key=True)
