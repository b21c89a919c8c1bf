"""Column building blocks: annotated aliases, and functions for columns that many models share."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Enum, Identity, Numeric, String, func, text
from sqlalchemy.orm import MappedColumn, mapped_column

from autoserve.constants import (
    CODE_LENGTH,
    EMAIL_LENGTH,
    MONEY_PRECISION,
    MONEY_SCALE,
    NAME_LENGTH,
    PHONE_LENGTH,
    RATE_PRECISION,
    RATE_SCALE,
    URL_LENGTH,
)

Money = Annotated[Decimal, "money"]
Rate = Annotated[Decimal, "rate"]
Name = Annotated[str, NAME_LENGTH]
Email = Annotated[str, EMAIL_LENGTH]
Phone = Annotated[str, PHONE_LENGTH]
Url = Annotated[str, URL_LENGTH]
Code = Annotated[str, CODE_LENGTH]
Currency = Annotated[str, "currency"]

SerialId = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True, sort_order=-100)]
CreatedAt = Annotated[
    datetime,
    mapped_column(DateTime(timezone=True), server_default=func.now(), sort_order=900),
]
UpdatedAt = Annotated[
    datetime,
    mapped_column(DateTime(timezone=True), server_default=func.now(), onupdate=func.now(), sort_order=901),
]

#: What Base.type_annotation_map says about the aliases above.
ALIAS_TYPES: dict[Any, Any] = {
    Money: Numeric(MONEY_PRECISION, MONEY_SCALE),
    Rate: Numeric(RATE_PRECISION, RATE_SCALE),
    Name: String(NAME_LENGTH),
    Email: String(EMAIL_LENGTH),
    Phone: String(PHONE_LENGTH),
    Url: String(URL_LENGTH),
    Code: String(CODE_LENGTH),
    Currency: String(3),
}


def enum_values(members: Iterable[enum.Enum]) -> list[str]:
    """Labels are the values that the API speaks, not the Python names."""
    return [str(member.value) for member in members]


def native_enum(cls: type[enum.Enum], name: str | None = None) -> Enum:
    """A PostgreSQL enum type, by default named like its class in snake case."""
    if name is None:
        name = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")
    return Enum(cls, name=name, values_callable=enum_values)


def money(*, default: str | None = "0", **kwargs: Any) -> MappedColumn[Any]:
    """An amount in the currency of its row; NUMERIC(12, 2), zero unless said otherwise."""
    if default is not None:
        kwargs["server_default"] = text(default)
    return mapped_column(Numeric(MONEY_PRECISION, MONEY_SCALE), **kwargs)


def percentage(**kwargs: Any) -> MappedColumn[Any]:
    """A share between 0 and 100; the check belongs to the table that has it."""
    return mapped_column(Numeric(5, 2), **kwargs)
