"""Bases, mixins and types of advanced-alchemy: keys, sentinels, audit columns, table names, naming convention."""
import datetime
from typing import Any, Optional
from uuid import UUID

from advanced_alchemy.base import (
    BigIntAuditBase, BigIntBase, CommonTableAttributes, DefaultBase, IdentityBase, NanoIDBase, UUIDAuditBase, UUIDBase,
    UUIDv7AuditBase, orm_registry)
from advanced_alchemy.mixins import SlugKey, UniqueMixin, UUIDPrimaryKey
from advanced_alchemy.mixins.audit import AuditColumns
from advanced_alchemy.types import GUID, DateTimeUTC, EncryptedString, EncryptedText, JsonB
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class BlogPost(UUIDAuditBase, SlugKey, UniqueMixin):
    title: Mapped[str] = mapped_column(String(200), index=True)
    body: Mapped[Optional[str]]
    meta: Mapped[dict[str, Any]] = mapped_column(default=dict)
    about: Mapped[dict]
    seen_at: Mapped[Optional[datetime.datetime]]
    day: Mapped[datetime.date]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="cascade"))


class UserAccount(UUIDBase):
    __table_args__ = (UniqueConstraint("email"), CheckConstraint("email <> ''", name="email_given"))
    email: Mapped[str] = mapped_column(unique=False)
    secret: Mapped[str] = mapped_column(EncryptedString(key="k"))
    letter: Mapped[str] = mapped_column(EncryptedText(key="k"))
    posts: Mapped[list[BlogPost]] = relationship()


class HTTPServer(BigIntBase):
    name: Mapped[str]


class Ledger(BigIntAuditBase):
    __tablename__ = "ledgers"
    __table_args__ = (Index(None, "amount"),)
    amount: Mapped[int]


class Counter(IdentityBase):
    number: Mapped[int]


class Short(NanoIDBase):
    note: Mapped[Optional[str]]


class Moment(UUIDv7AuditBase):
    at: Mapped[datetime.datetime] = mapped_column(DateTimeUTC(timezone=True))
    data: Mapped[dict] = mapped_column(JsonB)
    other: Mapped[UUID] = mapped_column(GUID)


class Plain(DefaultBase):
    code: Mapped[str] = mapped_column(String(5), primary_key=True)


class Employee(UUIDBase):
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Manager(Employee):
    budget: Mapped[Optional[int]]
    __mapper_args__ = {"polymorphic_identity": "manager"}


class OwnBase(UUIDPrimaryKey, AuditColumns, CommonTableAttributes, DeclarativeBase):
    registry = orm_registry


class OnOwnBase(OwnBase):
    x: Mapped[int]
