"""Generic base classes, Protocols and __class_getitem__ in the bases do not hide the columns."""
import uuid
from typing import Generic, Protocol, TypeVar

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

T = TypeVar("T")
Key = TypeVar("Key", int, uuid.UUID)


class Base(DeclarativeBase):
    pass


class HasName(Protocol):
    name: str


class Keyed(Generic[Key]):
    id: Mapped[Key]


class IntKeyed(Keyed[int]):
    id: Mapped[int] = mapped_column(primary_key=True)


class UuidKeyed(Keyed[uuid.UUID]):
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


class Repository(Generic[T]):
    model: type[T]


class Versioned(Generic[T]):
    version: Mapped[int] = mapped_column(server_default="1")

    @declared_attr
    def previous_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey(f"{cls.__tablename__}.id"))


class Article(Versioned["Article"], IntKeyed, Base):
    __tablename__ = "articles"
    name: Mapped[str] = mapped_column(String(30))


class Tag(UuidKeyed, Base):
    __tablename__ = "tags"
    article_id: Mapped[int] = mapped_column(ForeignKey(Article.id))
