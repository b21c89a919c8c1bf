"""What a column is when only its annotation says so."""
import datetime
import decimal
import enum
import uuid
from datetime import date
from decimal import Decimal
from typing import List, Literal, Optional, Union

from sqlalchemy import ARRAY, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Size(enum.Enum):
    SMALL = "s"
    LARGE = "l"


class Inferred(Base):
    __tablename__ = "inferred"

    id: Mapped[int] = mapped_column(primary_key=True)
    an_int: Mapped[int]
    a_str: Mapped[str]
    a_bool: Mapped[bool]
    a_float: Mapped[float]
    a_decimal: Mapped[Decimal]
    a_decimal_dotted: Mapped[decimal.Decimal]
    a_date: Mapped[date]
    a_datetime: Mapped[datetime.datetime]
    a_time: Mapped[datetime.time]
    a_timedelta: Mapped[datetime.timedelta]
    some_bytes: Mapped[bytes]
    a_uuid: Mapped[uuid.UUID]
    an_enum: Mapped[Size]
    a_literal: Mapped[Literal["on", "off", "unknown"]]
    optional: Mapped[Optional[str]]
    union: Mapped[Union[int, None]]
    pipe: Mapped[str | None]
    none_first: Mapped[None | datetime.date]
    optional_enum: Mapped[Optional[Size]]
    forward: Mapped["Optional[Decimal]"]
    whole_string: "Mapped[int]"
    with_type: Mapped[str] = mapped_column(String(30))
    with_type_optional: Mapped[Optional[str]] = mapped_column(String(30))
    nullable_wins: Mapped[str] = mapped_column(nullable=True)
    not_null_wins: Mapped[Optional[str]] = mapped_column(nullable=False)
    renamed: Mapped[int] = mapped_column("other_name")
    renamed_by_keyword: Mapped[int] = mapped_column(name="keyword_name")
    listed: Mapped[List[str]] = mapped_column(ARRAY(String))
    listed_builtin: Mapped[list[int] | None] = mapped_column(JSONB)
    bare = mapped_column(String(5))
    bare_not_null = mapped_column(String(6), nullable=False)
