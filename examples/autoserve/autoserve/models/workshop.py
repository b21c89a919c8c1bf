"""The work: appointments, service orders and their lines."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Computed, ForeignKey, ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint, func, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.constants import DEFAULT_CURRENCY
from autoserve.enums import AppointmentStatus, LineKind, OrderStatus, Severity

from .base import Base, BaseModel
from .columns import Currency, Name, enum_values, money, native_enum, percentage
from .mixins import AuditedMixin, ClientKeyed, TenantMixin

if TYPE_CHECKING:
    from .crm import Customer
    from .vehicles import Vehicle

OPEN_STATES = (OrderStatus.CONFIRMED, OrderStatus.IN_PROGRESS, OrderStatus.WAITING_FOR_PARTS)


def quoted(*members: OrderStatus) -> str:
    """Members as a list of SQL literals."""
    return ", ".join(f"'{member.value}'" for member in members)


class ServiceBay(TenantMixin, BaseModel):
    """A place where a vehicle can be worked on."""

    __tablename__ = "service_bays"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str] = mapped_column(String(40))
    has_lift: Mapped[bool] = mapped_column(server_default=sa.true())
    max_weight_kg: Mapped[int | None]


class Appointment(TenantMixin, AuditedMixin, BaseModel):
    """A time that a customer booked."""

    __tablename__ = "appointments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "customer_id"], ["customers.tenant_id", "customers.id"], name="fk_appointments_customer", ondelete="CASCADE"
        ),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_appointments_day", "tenant_id", "starts_at"),
    )

    customer_id: Mapped[uuid.UUID]
    vehicle_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("vehicles.id", ondelete="SET NULL"))
    bay_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service_bays.id", ondelete="SET NULL"))
    mechanic_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("mechanics.id", ondelete="SET NULL"), index=True)
    status: Mapped[AppointmentStatus] = mapped_column(
        native_enum(AppointmentStatus), server_default=AppointmentStatus.REQUESTED.value
    )
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reminder_before: Mapped[timedelta | None] = mapped_column(postgresql.INTERVAL(precision=0), server_default=text("'1 day'"))
    wish: Mapped[str | None]


class ServiceOrder(TenantMixin, AuditedMixin, BaseModel):
    """One visit of one vehicle, from the estimate to the bill."""

    __tablename__ = "service_orders"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "customer_id"], ["customers.tenant_id", "customers.id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(
            ["tenant_id", "vehicle_id"], ["vehicles.tenant_id", "vehicles.id"], name="fk_service_orders_vehicle", ondelete="RESTRICT"
        ),
        UniqueConstraint("tenant_id", "number"),
        UniqueConstraint("tenant_id", "id", name="uq_service_orders_tenant_key"),
        CheckConstraint("finished_at IS NULL OR finished_at >= started_at", name="finished_after_start"),
        CheckConstraint("odometer_km >= 0", name="odometer_not_negative"),
        Index("ix_service_orders_open", "tenant_id", "promised_at", postgresql_where=text(f"status IN ({quoted(*OPEN_STATES)})")),
        Index("ix_service_orders_vehicle", "vehicle_id", text("created_at DESC NULLS LAST")),
    )

    number: Mapped[str] = mapped_column(String(32))
    customer_id: Mapped[uuid.UUID]
    vehicle_id: Mapped[uuid.UUID]
    appointment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("appointments.id", ondelete="SET NULL"), unique=True)
    advisor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("employees.id", ondelete="SET NULL"))
    status: Mapped[OrderStatus] = mapped_column(native_enum(OrderStatus), default=OrderStatus.DRAFT, server_default=OrderStatus.DRAFT)
    priority: Mapped[int] = mapped_column(sa.SmallInteger, server_default=str(int(Severity.MEDIUM)))
    complaint: Mapped[str] = mapped_column(server_default=text("''"), comment="in the customer's words")
    diagnosis: Mapped[str | None]
    odometer_km: Mapped[int | None]
    estimate: Mapped[Decimal | None] = money(default=None)
    currency: Mapped[Currency] = mapped_column(server_default=DEFAULT_CURRENCY)
    promised_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    customer: Mapped[Customer] = relationship()
    vehicle: Mapped[Vehicle] = relationship(overlaps="customer")
    lines: Mapped[list[OrderLine]] = relationship(
        back_populates="order", order_by="OrderLine.position", cascade="all, delete-orphan", overlaps="customer,vehicle"
    )


class OrderLine(ClientKeyed, TenantMixin, BaseModel):
    """Labour, a part or a fee on an order."""

    __tablename__ = "order_lines"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "order_id"],
            ["service_orders.tenant_id", "service_orders.id"],
            name="fk_order_lines_order",
            ondelete="CASCADE",
        ),
        UniqueConstraint("order_id", "position", deferrable=True, initially="DEFERRED", name="uq_order_lines_position"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("(kind = 'part') = (product_id IS NOT NULL)", name="part_has_product"),
    )

    order_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    kind: Mapped[LineKind] = mapped_column(
        sa.Enum(LineKind, name="line_kind", native_enum=False, length=16, values_callable=enum_values, create_constraint=True)
    )
    product_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("products.id", ondelete="RESTRICT"), index=True)
    mechanic_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("mechanics.id", ondelete="SET NULL"))
    description: Mapped[Name]
    quantity: Mapped[Decimal] = mapped_column(Numeric(10, 3), server_default="1")
    unit_price: Mapped[Decimal] = money()
    discount: Mapped[Decimal] = percentage(server_default=text("0"))
    total: Mapped[Decimal] = mapped_column(
        Numeric(12, 2), Computed("round(quantity * unit_price * (1 - discount / 100), 2)", persisted=True)
    )

    order: Mapped[ServiceOrder] = relationship(back_populates="lines")


class VehicleInspection(TenantMixin, BaseModel):
    """The check-list of an order, with what was found."""

    __tablename__ = "vehicle_inspections"

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(ServiceOrder.id, ondelete="CASCADE"), index=True)
    mechanic_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("mechanics.id", ondelete="SET NULL"))
    checklist: Mapped[dict] = mapped_column(postgresql.JSONB, server_default=text("'[]'::jsonb"))
    tread_depth_mm: Mapped[list[Decimal] | None] = mapped_column(postgresql.ARRAY(Numeric(3, 1)))
    severity: Mapped[Severity] = mapped_column(sa.Enum(Severity, native_enum=False, length=10), default=Severity.LOW)
    is_roadworthy: Mapped[bool] = mapped_column(default=True)
    signed_at: Mapped[datetime | None]


class LabourRate(Base):
    """Hourly rates by skill level and month; rewritten by the accountant's spreadsheet."""

    __tablename__ = "labour_rates"

    tenant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"))
    level: Mapped[int] = mapped_column(sa.SmallInteger)
    month: Mapped[str] = mapped_column(sa.CHAR(7), server_default=func.to_char(func.now(), "YYYY-MM"))
    rate: Mapped[Decimal] = money(default=None)

    __table_args__ = (
        sa.PrimaryKeyConstraint("tenant_id", "level", "month"),
        CheckConstraint(rate > 0, name="rate_positive"),
    )
