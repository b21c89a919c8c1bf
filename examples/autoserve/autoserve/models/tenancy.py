"""Tenants, the plans they buy, and what a plan's tier contains."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.constants import DEFAULT_CURRENCY, DEFAULT_LOCALE, DEFAULT_TIMEZONE
from autoserve.enums import BillingCycle, SubscriptionStatus, TenantStatus

from .base import BaseModel
from .columns import Code, Currency, Email, Name, money, native_enum
from .mixins import TenantMixin

if TYPE_CHECKING:
    from .identity import User


class Tenant(BaseModel):
    """A workshop or dealer: the unit that data never crosses."""

    __tablename__ = "tenants"
    __table_args__ = (
        CheckConstraint("slug ~ '^[a-z0-9-]+$'", name="slug_is_url_safe"),
        Index("uq_tenants_live_slug", "slug", unique=True, postgresql_where=text("deleted_at IS NULL")),
        {"comment": "workshops and dealers, one row each"},
    )

    name: Mapped[Name]
    slug: Mapped[str] = mapped_column(String(80), comment="first label of the tenant's host name")
    status: Mapped[TenantStatus] = mapped_column(
        native_enum(TenantStatus), server_default=TenantStatus.TRIAL, index=True
    )
    billing_email: Mapped[Email]
    locale: Mapped[str] = mapped_column(String(10), server_default=DEFAULT_LOCALE)
    timezone: Mapped[str] = mapped_column(String(64), server_default=DEFAULT_TIMEZONE)
    currency: Mapped[Currency] = mapped_column(server_default=DEFAULT_CURRENCY)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'::jsonb"))
    owner_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", name="fk_tenants_owner", ondelete="SET NULL", use_alter=True)
    )

    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    subscriptions: Mapped[list[Subscription]] = relationship(back_populates="tenant", viewonly=True)


class Plan(BaseModel):
    """What can be bought; prices live here, contents in the tier."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("code", "cycle"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("trial_days BETWEEN 0 AND 90", name="trial_days_in_range"),
    )

    code: Mapped[Code]
    name: Mapped[Name]
    tier_name: Mapped[str] = mapped_column(ForeignKey("tier_features.tier_name", onupdate="CASCADE"))
    cycle: Mapped[BillingCycle] = mapped_column(native_enum(BillingCycle), server_default=text("'monthly'"))
    price: Mapped[Decimal] = money()
    trial_days: Mapped[int] = mapped_column(sa.SmallInteger, server_default="14")
    is_public: Mapped[bool] = mapped_column(server_default=sa.true())


class TierFeature(BaseModel):
    """The contents of a tier. Keyed by the tier's name: there is one row for each, and people type it."""

    __tablename__ = "tier_features"

    id = None  # type: ignore[assignment]
    tier_name: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-100)
    max_users: Mapped[int] = mapped_column(server_default="5")
    max_orders_per_month: Mapped[int | None]
    storage_gb: Mapped[int] = mapped_column(sa.SmallInteger, server_default=text("10"))
    modules: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=text("'{}'"))
    support: Mapped[Literal["community", "email", "phone"]] = mapped_column(server_default="email")
    api_enabled: Mapped[bool] = mapped_column(server_default=sa.false())

    def __repr__(self) -> str:
        return f"<TierFeature {self.tier_name}>"


class Subscription(TenantMixin, BaseModel):
    """A tenant's plan over time; at most one is alive."""

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index(
            "uq_subscriptions_one_alive",
            "tenant_id",
            unique=True,
            postgresql_where=text("status IN ('trialing', 'active', 'past_due')"),
        ),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plans.id", ondelete="RESTRICT"))
    status: Mapped[SubscriptionStatus] = mapped_column(
        native_enum(SubscriptionStatus), server_default=SubscriptionStatus.TRIALING.value
    )
    starts_on: Mapped[date] = mapped_column(server_default=sa.func.current_date())
    ends_on: Mapped[date | None]
    seats: Mapped[int] = mapped_column(default=1)
    external_ref: Mapped[str | None] = mapped_column(String(120), unique=True)
    cancelled_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()


class FeatureFlag(BaseModel):
    """Switches for features under way; a row without tenant is the rule, one with is the exception."""

    __tablename__ = "feature_flags"
    __table_args__ = (
        UniqueConstraint("name", "tenant_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("rollout_percent >= 0 AND rollout_percent <= 100", name="rollout_percent_in_range"),
    )

    name: Mapped[str] = mapped_column(String(80))
    tenant_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Tenant.id, ondelete="CASCADE"))
    enabled: Mapped[bool] = mapped_column(server_default=sa.false())
    rollout_percent: Mapped[int] = mapped_column(sa.SmallInteger, default=0, server_default="0")
    conditions: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
