"""MappedAsDataclass: init, default, default_factory and insert_default are Python's."""
from __future__ import annotations

from datetime import datetime
from typing import Optional

from sqlalchemy import ForeignKey, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    pass


class Stamps(MappedAsDataclass):
    made: Mapped[datetime] = mapped_column(init=False, insert_default=func.now(), server_default=func.now())


class User(Stamps, Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    nick: Mapped[Optional[str]] = mapped_column(default=None)
    points: Mapped[int] = mapped_column(default=0)
    tags: Mapped[str] = mapped_column(default_factory=str, repr=False)
    notes: Mapped[list[Note]] = relationship(default_factory=list, back_populates="user")


class Note(Base, unsafe_hash=True):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), init=False)
    user: Mapped[User] = relationship(back_populates="notes", default=None)
