"""Columns of subclasses without a table land in the parent's, with their own nullability."""
import enum

from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Index, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    pass


class Kind(enum.Enum):
    CAR = 1
    TRUCK = 2
    BUS = 3


class Vehicle(Base):
    __tablename__ = "vehicles"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    __mapper_args__ = {"polymorphic_on": "kind"}


class Extras:
    @declared_attr
    def radio(cls) -> Mapped[str]:
        """Two subclasses have it: the first makes it, the second uses it."""
        return Vehicle.__table__.c.get("radio", mapped_column(String(20)))


class Car(Extras, Vehicle):
    doors: Mapped[int | None]
    colour: Mapped[str | None] = mapped_column(String(10), index=True)
    __mapper_args__ = {"polymorphic_identity": Kind.CAR}


class Truck(Extras, Vehicle):
    load: Mapped[int] = mapped_column(nullable=True)
    axles: Mapped[int]  # not null, although cars have none
    trailer_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    __mapper_args__ = {"polymorphic_identity": Kind.TRUCK}


class Bus(Vehicle):
    seats = mapped_column(Integer, use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": Kind.BUS}


class ArticulatedBus(Bus):
    seats = mapped_column(Integer, use_existing_column=True)
    joints: Mapped[int | None] = mapped_column("joint_count")


Index("ix_vehicles_load", Truck.load, postgresql_where=Truck.load > 3)
