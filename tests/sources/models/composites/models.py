"""composite(): a dataclass names the columns that nobody named, types them, and brings those that are not there."""
from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Optional

from sqlalchemy import BigInteger, Column, Numeric, String
from sqlalchemy.orm import DeclarativeBase, Mapped, composite, mapped_column

Name = Annotated[str, mapped_column(String(40))]


@dataclass
class Point:
    x: int
    y: Optional[str]


@dataclass
class Money(Point):
    amount: Decimal
    currency: Name
    cached: int = field(default=0, init=False)


class Plain:
    def __init__(self, a, b):
        pass

    def __composite_values__(self):
        return ()


class Base(DeclarativeBase):
    type_annotation_map = {Decimal: Numeric(12, 2)}


class Nothing(Base):
    __tablename__ = "nothing_said"
    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[Point] = composite()


class Some(Base):
    __tablename__ = "some_said"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[Money] = composite(mapped_column("price_x"), mapped_column(String(9), nullable=False))
    other: Mapped[Point] = composite(mapped_column("other_x", BigInteger), mapped_column("other_y"))


class Explicit(Base):
    __tablename__ = "explicit"
    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[Point] = composite(Point, mapped_column("place_x"), mapped_column("place_y"))
    plain = composite(Plain, mapped_column("plain_a", String(3)), mapped_column("plain_b", String(4)))
    by_column = composite(Point, Column("column_x", BigInteger), Column("column_y", String(5)))
    lo: Mapped[int]
    hi: Mapped[str]
    by_name: Mapped[Point] = composite("lo", "hi")
