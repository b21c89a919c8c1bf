"""All annotations are strings here, some of names that exist for type checkers only."""
from __future__ import annotations

import datetime as dt
import enum
import typing as t
import uuid
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped

if TYPE_CHECKING:
    from collections.abc import Sequence


class Base(orm.DeclarativeBase):
    pass


class Shape(str, enum.Enum):
    ROUND = "round"
    SQUARE = "square"


class Author(Base):
    __tablename__ = "authors"

    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    key: Mapped[uuid.UUID | None]
    born: Mapped[dt.date | None]
    seen: Mapped[dt.datetime]
    nick: Mapped[t.Optional[str]]
    shape: Mapped[Shape | None]
    books: Mapped[list[Book]] = orm.relationship(back_populates="author", foreign_keys="Book.author_id")
    not_a_column: t.ClassVar[int] = 3


class Book(Base):
    __tablename__ = "books"

    id: Mapped[int] = orm.mapped_column(primary_key=True)
    author_id: Mapped[int] = orm.mapped_column(sa.ForeignKey("authors.id"))
    second_author_id: Mapped[int | None] = orm.mapped_column(sa.ForeignKey(Author.id))
    title: Mapped[str]
    author: Mapped[Author] = orm.relationship(back_populates="books", foreign_keys=author_id)
    second_author: Mapped[Author | None] = orm.relationship(foreign_keys=[second_author_id])
