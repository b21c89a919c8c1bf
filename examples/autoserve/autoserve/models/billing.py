"""Invoices, payments (single-table inheritance), refunds, coupons and exchange rates."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Sequence, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.constants import CODE_LENGTH, DEFAULT_CURRENCY
from autoserve.enums import InvoiceStatus, PaymentKind

from .base import Base, BaseModel
from .columns import CreatedAt, Currency, Money, Name, Rate, money, native_enum, percentage
from .mixins import AuditedMixin, CreatedOnly, TenantMixin

#: Numbers of invoices have no gaps within a year; the law wants it so.
invoice_number_seq = Sequence("invoice_number_seq", start=100_000, metadata=Base.metadata)


class Invoice(TenantMixin, AuditedMixin, BaseModel):
    """A bill. Once issued it is never changed, only voided."""

    __tablename__ = "invoices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "customer_id"], ["customers.tenant_id", "customers.id"], name="fk_invoices_customer", ondelete="RESTRICT"
        ),
        UniqueConstraint("tenant_id", "number", name="uq_invoices_number"),
        CheckConstraint("total = net + tax", name="total_adds_up"),
        CheckConstraint("status = 'draft' OR issued_at IS NOT NULL", name="issued_has_date"),
        Index("ix_invoices_due", "tenant_id", "due_on", postgresql_where=text("status = 'issued'")),
    )

    number: Mapped[int] = mapped_column(sa.BigInteger, invoice_number_seq, server_default=invoice_number_seq.next_value())
    customer_id: Mapped[uuid.UUID] = mapped_column(index=True)
    order_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service_orders.id", ondelete="RESTRICT"), index=True)
    status: Mapped[InvoiceStatus] = mapped_column(native_enum(InvoiceStatus), server_default=InvoiceStatus.DRAFT)
    net: Mapped[Decimal] = money()
    tax: Mapped[Decimal] = money()
    total: Mapped[Decimal] = money()
    currency: Mapped[Currency] = mapped_column(server_default=DEFAULT_CURRENCY)
    issued_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    paid_at: Mapped[datetime | None]

    lines: Mapped[list[InvoiceLine]] = relationship(back_populates="invoice", cascade="all, delete-orphan")


class InvoiceLine(BaseModel):
    """A copy of the order's line at the time of billing."""

    __tablename__ = "invoice_lines"

    invoice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invoices.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    description: Mapped[Name]
    quantity: Mapped[Decimal] = mapped_column(sa.Numeric(10, 3), default=Decimal(1))
    unit_price: Mapped[Money]
    tax_rate: Mapped[Decimal] = percentage(server_default="19.00")
    amount: Mapped[Money]

    invoice: Mapped[Invoice] = relationship(back_populates="lines")

    __table_args__ = (UniqueConstraint("invoice_id", "position"),)


class Payment(TenantMixin, BaseModel):
    """Money that came in; each kind has columns of its own in the same table."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        Index("ix_payments_invoice", "invoice_id", "received_at"),
    )

    kind: Mapped[PaymentKind] = mapped_column(native_enum(PaymentKind, "payment_kind"))
    invoice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invoices.id", ondelete="RESTRICT"))
    amount: Mapped[Money]
    currency: Mapped[Currency] = mapped_column(server_default=DEFAULT_CURRENCY)
    received_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    reference: Mapped[str | None] = mapped_column(String(140))

    __mapper_args__ = {"polymorphic_on": kind}


class CardPayment(Payment):
    """By card, through the terminal or online."""

    card_brand: Mapped[str | None] = mapped_column(String(20))
    card_last4: Mapped[str | None] = mapped_column(sa.CHAR(4))
    processor_ref: Mapped[str | None] = mapped_column(String(80), index=True)
    fee: Mapped[Decimal | None] = money(default=None)

    __mapper_args__ = {"polymorphic_identity": PaymentKind.CARD}


class CashPayment(Payment):
    """At the desk."""

    till: Mapped[str | None] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": PaymentKind.CASH}


class BankTransfer(Payment):
    """Matched from the bank's statement."""

    iban: Mapped[str | None] = mapped_column(String(34))
    booked_on: Mapped[date | None]
    __mapper_args__ = {"polymorphic_identity": PaymentKind.BANK_TRANSFER}


class Refund(TenantMixin, CreatedOnly, Base):
    """Money that went back."""

    __tablename__ = "refunds"

    id: Mapped[int] = mapped_column(sa.Identity(start=1000, increment=1), primary_key=True)
    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payments.id", ondelete="RESTRICT"), index=True)
    amount: Mapped[Money] = mapped_column()
    reason: Mapped[str] = mapped_column(sa.Text, server_default="goodwill")
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __table_args__ = (CheckConstraint(amount > 0, name="amount_positive"),)


class Coupon(TenantMixin, BaseModel):
    """A discount for whoever knows the code."""

    __tablename__ = "coupons"
    __table_args__ = (
        Index("uq_coupons_code", "tenant_id", sa.func.lower(text("code")), unique=True),
        CheckConstraint("(percent IS NULL) <> (amount IS NULL)", name="percent_or_amount"),
    )

    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    percent: Mapped[Decimal | None] = percentage()
    amount: Mapped[Decimal | None] = money(default=None)
    max_uses: Mapped[int] = mapped_column(default=1)
    used: Mapped[int] = mapped_column(server_default="0")
    expires_on: Mapped[date | None]


class ExchangeRate(Base):
    """Rates of the central bank, one row a day and pair."""

    __tablename__ = "exchange_rates"

    base: Mapped[Currency] = mapped_column(primary_key=True)
    quote: Mapped[Currency] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    rate: Mapped[Rate]
    source: Mapped[str] = mapped_column(String(20), default="ECB", server_default="ECB")
    fetched_at: Mapped[CreatedAt]

    __table_args__ = (CheckConstraint("base <> quote AND rate > 0", name="pair_plausible"),)
