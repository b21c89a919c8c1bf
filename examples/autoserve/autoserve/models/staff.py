"""Employees, and mechanics as employees with skills (joined inheritance)."""

from __future__ import annotations

import uuid
from datetime import date, time
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import BaseModel
from .columns import Email, Name, money, percentage
from .identity import User
from .mixins import TenantMixin


class Employee(TenantMixin, BaseModel):
    """Somebody on the pay-roll, with or without a login."""

    __tablename__ = "employees"

    kind: Mapped[str] = mapped_column(String(20), server_default="employee")
    number: Mapped[str] = mapped_column(String(20))
    full_name: Mapped[Name]
    email: Mapped[Email | None]
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), unique=True)
    hired_on: Mapped[date]
    left_on: Mapped[date | None]
    hourly_wage: Mapped[Decimal | None] = money(default=None)
    weekly_hours: Mapped[Decimal] = percentage(server_default=text("40.0"), comment="by contract")

    user: Mapped[User | None] = relationship()

    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("left_on >= hired_on", name="left_after_hired"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Mechanic(Employee):
    """Works on vehicles."""

    __tablename__ = "mechanics"
    __mapper_args__ = {"polymorphic_identity": "mechanic"}

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("employees.id", ondelete="CASCADE"), primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    certificates: Mapped[list[str]] = mapped_column(ARRAY(String(60)), server_default="{}")
    high_voltage_until: Mapped[date | None]
    shift_starts: Mapped[time] = mapped_column(server_default=text("'08:00'"))
    shift_ends: Mapped[time] = mapped_column(server_default=text("'17:00'"))

    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level_in_range"),
        Index("ix_mechanics_certificates", certificates, postgresql_using="gin"),
    )


class Apprentice(Mechanic):
    """Single-table below joined: its columns are the mechanics'."""

    __mapper_args__ = {"polymorphic_identity": "apprentice"}

    trained_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("mechanics.id", ondelete="SET NULL"))
    graduates_on: Mapped[date] = mapped_column(nullable=True)
