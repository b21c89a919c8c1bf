"""Who may log in, and what they may do."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, INET
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..constants import URL_LENGTH
from . import base
from .base import BaseModel
from .columns import Code, Email, Name, Phone
from .mixins import TenantMixin

user_roles = Table(
    "user_roles",
    base.Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("granted_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("granted_by_id", sa.Uuid, ForeignKey("users.id", ondelete="SET NULL")),
    comment="which user has which role",
)

role_permissions = Table(
    "role_permissions",
    base.Base.metadata,
    Column("role_id", sa.ForeignKey("roles.id", ondelete="CASCADE"), nullable=False),
    Column("permission_id", sa.ForeignKey("permissions.id", ondelete="CASCADE"), nullable=False),
    sa.PrimaryKeyConstraint("role_id", "permission_id"),
)


class User(TenantMixin, BaseModel):
    """A person who logs in; the same person in two tenants is two users."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_tenant_email", "tenant_id", text("lower(email)"), unique=True),
        UniqueConstraint("tenant_id", "id", name="uq_users_tenant_key"),
        {"comment": "people who log in"},
    )

    email: Mapped[Email]
    full_name: Mapped[Name]
    phone: Mapped[Phone | None]
    password_hash: Mapped[str | None] = mapped_column(String(255))
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    is_superuser: Mapped[bool] = mapped_column(default=False, server_default="false")
    last_login_at: Mapped[datetime | None]
    failed_logins: Mapped[int] = mapped_column(sa.SmallInteger, server_default=text("0"))
    locale: Mapped[str | None] = mapped_column(String(10))

    roles: Mapped[list[Role]] = relationship(
        secondary=user_roles,
        primaryjoin=lambda: User.id == user_roles.c.user_id,
        secondaryjoin=lambda: Role.id == user_roles.c.role_id,
        back_populates="users",
    )


class Role(TenantMixin, BaseModel):
    """A bundle of permissions under a name that the tenant chooses."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str | None]
    is_system: Mapped[bool] = mapped_column(server_default=sa.false(), comment="made by us, not editable")

    users: Mapped[list[User]] = relationship(
        secondary=user_roles,
        primaryjoin=lambda: Role.id == user_roles.c.role_id,
        secondaryjoin=lambda: User.id == user_roles.c.user_id,
        back_populates="roles",
    )
    permissions: Mapped[list[Permission]] = relationship(secondary=role_permissions)


class Permission(base.Base):
    """What code asks for. Filled by releases, the same in all tenants."""

    __tablename__ = "permissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Code] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(server_default="")


class ApiKey(TenantMixin, BaseModel):
    """A key for programs. Only its hash is kept."""

    __tablename__ = "api_keys"
    __table_args__ = (
        Index("ix_api_keys_webhook", "webhook_url", postgresql_where=text("webhook_url <> ''")),
        CheckConstraint("octet_length(key_hash) = 32", name="key_hash_is_sha256"),
    )

    name: Mapped[Name]
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(sa.Text), server_default=text("ARRAY[]::text[]"))
    webhook_url: Mapped[str] = mapped_column(String(URL_LENGTH), server_default="")
    rate_limit: Mapped[int] = mapped_column(default=600)
    allowed_networks: Mapped[list[str] | None] = mapped_column(ARRAY(INET))
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)


class Session(base.Base):
    """A login in a browser. Counted, not named: the cookie holds the token."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    ip_address: Mapped[IPv4Address | IPv6Address | None] = mapped_column(INET)
    user_agent: Mapped[str | None] = mapped_column(String(400))
    idle_after: Mapped[timedelta] = mapped_column(server_default=text("interval '30 minutes'"))
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
