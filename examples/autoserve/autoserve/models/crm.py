"""Customers, the people behind them, and where they live."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Optional

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Computed, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.constants import MAX_DISCOUNT_PERCENT
from autoserve.enums import CustomerKind

from .base import BaseModel
from .columns import Email, Name, Phone, money, native_enum, percentage
from .mixins import AuditedMixin, ClientKeyed, TenantMixin

if TYPE_CHECKING:
    from .vehicles import VehicleOwnership


class Customer(TenantMixin, AuditedMixin, BaseModel):
    """Who brings cars and pays for them."""

    __tablename__ = "customers"
    __table_args__ = (
        UniqueConstraint("tenant_id", "id", name="uq_customers_tenant_key"),
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint(f"discount BETWEEN 0 AND {MAX_DISCOUNT_PERCENT}", name="discount_in_range"),
        CheckConstraint("kind = 'private' OR company_name IS NOT NULL", name="company_has_name"),
        Index("ix_customers_search", "search", postgresql_using="gin"),
        Index("ix_customers_tags", "tags", postgresql_using="gin"),
        Index("ix_customers_name", "tenant_id", "last_name", "first_name", postgresql_include=["email", "phone"]),
        {"comment": "who brings cars and pays for them"},
    )

    number: Mapped[int] = mapped_column(sa.BigInteger, comment="printed on invoices")
    public_id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, comment="what links in e-mails carry")
    kind: Mapped[CustomerKind] = mapped_column(native_enum(CustomerKind), server_default=CustomerKind.PRIVATE.value)
    company_name: Mapped[Optional[Name]]
    first_name: Mapped[Optional[str]] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    email: Mapped[Optional[Email]]
    phone: Mapped[Optional[Phone]]
    born_on: Mapped[Optional[date]]
    vat_number: Mapped[Optional[str]] = mapped_column(String(20))
    discount: Mapped[Decimal] = percentage(server_default="0")
    loyalty_points: Mapped[int] = mapped_column(default=0)
    credit_limit: Mapped[Decimal] = money(default="500.00")
    marketing_consent: Mapped[bool] = mapped_column(server_default=sa.false())
    preferred_language: Mapped[str] = mapped_column(String(5), default="en")
    tags: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default="{}")
    preferences: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    notes: Mapped[Optional[str]]
    search: Mapped[Optional[str]] = mapped_column(
        TSVECTOR,
        Computed(
            "to_tsvector('simple', coalesce(company_name, '') || ' ' || coalesce(first_name, '') || ' ' || last_name)",
            persisted=True,
        ),
        deferred=True,
    )

    contacts: Mapped[list[CustomerContact]] = relationship(back_populates="customer", cascade="all, delete-orphan")
    ownerships: Mapped[list[VehicleOwnership]] = relationship(back_populates="customer")


# Looked up on every login of a customer, with whatever capitals people type.
Index("ix_customers_lower_email", Customer.tenant_id, func.lower(Customer.email))


class CustomerContact(ClientKeyed, TenantMixin, BaseModel):
    """A person at a company; the composite key keeps tenants apart even when code forgets to."""

    __tablename__ = "customer_contacts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "customer_id"],
            ["customers.tenant_id", "customers.id"],
            name="fk_customer_contacts_customer",
            ondelete="CASCADE",
        ),
        Index(
            "uq_customer_contacts_primary", "customer_id", unique=True, postgresql_where=sa.text("is_primary")
        ),
    )

    customer_id: Mapped[uuid.UUID]
    full_name: Mapped[Name]
    position: Mapped[Optional[str]] = mapped_column(String(80))
    email: Mapped[Optional[Email]]
    phone: Mapped[Optional[Phone]]
    is_primary: Mapped[bool] = mapped_column(server_default=sa.false())

    customer: Mapped[Customer] = relationship(back_populates="contacts")


class Address(TenantMixin, BaseModel):
    """Of a customer, a supplier or the tenant itself."""

    __tablename__ = "addresses"
    __table_args__ = (
        CheckConstraint("country = upper(country) AND length(country) = 2", name="country_is_iso"),
        CheckConstraint("num_nonnulls(customer_id, supplier_id) <= 1", name="one_owner"),
    )

    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    supplier_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("suppliers.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(sa.Enum("billing", "delivery", "visit", name="address_kind"), server_default="billing")
    line1: Mapped[str] = mapped_column(String(200))
    line2: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(16))
    city: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(sa.CHAR(2), server_default="DE")
    latitude: Mapped[float | None] = mapped_column(sa.Float(53))
    longitude: Mapped[float | None] = mapped_column(sa.Double)
