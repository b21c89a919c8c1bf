"""Names, lengths and schemas from settings classes, dictionaries, environment and other constants."""
import os
from dataclasses import dataclass
from enum import Enum, IntEnum
from types import SimpleNamespace

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import declarative_base


class Settings:
    schema = os.environ.get("AUTOSERVE_TEST_SCHEMA", "main")
    lengths = {"name": 40, "code": 2**3, "text": 10 * 5 - 1}

    @property
    def prefix(self):
        return "p_"


@dataclass(frozen=True)
class Limits:
    low: int = 1
    high: int = 99


class Length(IntEnum):
    SHORT = 5
    LONG = 500


class Names(str, Enum):
    USERS = "users"
    POSTS = "posts"


settings = Settings()
limits = Limits(high=50)
names = SimpleNamespace(suffix="_t")
A, B = 3, (4, 5)
(C, *REST) = [6, 7, 8]
CASCADE = dict(ondelete="CASCADE", onupdate="CASCADE")
Base = declarative_base(metadata=MetaData(schema=settings.schema))
qualified = f"{Settings.schema}." + "{}.id"


class User(Base):
    __tablename__ = Names.USERS.value

    id = Column(Integer, primary_key=True)
    name = Column(String(Settings.lengths["name"]), nullable=not bool(os.environ.get("AUTOSERVE_TEST_STRICT")))
    code = Column(String(settings.lengths.get("code", 1)))
    text = Column(String(length=settings.lengths["text"]))
    short = Column(String(Length.SHORT))
    long = Column(String(Length.LONG.value))
    a = Column(String(A + B[1]))
    c = Column(String(C + REST[-1]))
    upper = Column("UPPER".lower() + names.suffix, Integer)

    __table_args__ = (CheckConstraint(f"id BETWEEN {limits.low} AND {limits.high:d}", name=f"{settings.prefix}range"),)


class Post(Base):
    __tablename__ = settings.prefix + Names.POSTS.value

    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey(qualified.format(User.__tablename__), **CASCADE))
    other_id = Column(Integer, ForeignKey("%s.%s.id" % (settings.schema, Names.USERS.value)))
