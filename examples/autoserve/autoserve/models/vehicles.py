"""Vehicles, and whose they were when."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Enum, ForeignKeyConstraint, Index, SmallInteger, String, UniqueConstraint, desc, func, text
from sqlalchemy.dialects.postgresql import DATERANGE, JSONB, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.constants import VIN_LENGTH
from autoserve.enums import FuelType

from .base import BaseModel
from .mixins import AuditedMixin, TenantMixin

if TYPE_CHECKING:
    from .crm import Customer


class Vehicle(TenantMixin, AuditedMixin, BaseModel):
    """A car, van or motorcycle that has been here."""

    __tablename__ = "vehicles"
    __table_args__ = (
        UniqueConstraint("tenant_id", "id", name="uq_vehicles_tenant_key"),
        UniqueConstraint("tenant_id", "vin"),
        CheckConstraint(f"char_length(vin) = {VIN_LENGTH}", name="vin_length"),
        CheckConstraint("model_year >= 1900 AND model_year < 2100", name="model_year_plausible"),
        CheckConstraint("odometer_km >= 0", name="odometer_not_negative"),
        Index("ix_vehicles_plate", "tenant_id", text("upper(plate)"), postgresql_where=text("plate IS NOT NULL")),
        Index("ix_vehicles_equipment", "equipment", postgresql_using="gin", postgresql_ops={"equipment": "jsonb_path_ops"}),
    )

    vin: Mapped[str] = mapped_column(String(VIN_LENGTH))
    plate: Mapped[str | None] = mapped_column(String(16))
    make: Mapped[str] = mapped_column(String(60))
    model: Mapped[str] = mapped_column(String(80))
    model_year: Mapped[int | None] = mapped_column(SmallInteger)
    fuel: Mapped[FuelType] = mapped_column(Enum(FuelType, name="fuel_type"), default=FuelType.PETROL, server_default="PETROL")
    power_kw: Mapped[int | None] = mapped_column(SmallInteger)
    colour: Mapped[str | None] = mapped_column(String(40))
    odometer_km: Mapped[int] = mapped_column(server_default="0")
    first_registered_on: Mapped[date | None]
    next_inspection_on: Mapped[date | None] = mapped_column(index=True)
    equipment: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))

    ownerships: Mapped[list[VehicleOwnership]] = relationship(back_populates="vehicle", overlaps="ownerships")


class VehicleOwnership(TenantMixin, BaseModel):
    """Who had a vehicle in which days; open to the right while they still have it."""

    __tablename__ = "vehicle_ownerships"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "vehicle_id"], ["vehicles.tenant_id", "vehicles.id"], name="fk_vehicle_ownerships_vehicle", ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["tenant_id", "customer_id"], ["customers.tenant_id", "customers.id"], name="fk_vehicle_ownerships_customer", ondelete="CASCADE"
        ),
        Index("ix_vehicle_ownerships_during", "during", postgresql_using="gist"),
    )

    vehicle_id: Mapped[uuid.UUID] = mapped_column(index=True)
    customer_id: Mapped[uuid.UUID] = mapped_column(index=True)
    during: Mapped[Range[date]] = mapped_column(DATERANGE, server_default=func.daterange(func.current_date(), None))
    is_current: Mapped[bool] = mapped_column(server_default="true")

    vehicle: Mapped[Vehicle] = relationship(back_populates="ownerships", overlaps="ownerships")
    customer: Mapped[Customer] = relationship(back_populates="ownerships", overlaps="ownerships,vehicle")


Index("ix_vehicle_ownerships_newest", VehicleOwnership.vehicle_id, desc(VehicleOwnership.created_at))
