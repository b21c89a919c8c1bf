"""Annotated with mapped_column() inside, and a base that maps Python types to its own."""
import datetime
import decimal
import enum
import uuid
from typing import Annotated, Any, Literal, NewType, Optional

from sqlalchemy import BIGINT, DateTime, Enum, ForeignKey, Numeric, SmallInteger, String, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

intpk = Annotated[int, mapped_column(primary_key=True)]
str30 = Annotated[str, 30]
str50 = Annotated[str, "fifty"]
named = Annotated[str, mapped_column(String(80), nullable=False, unique=True)]
stamp = Annotated[datetime.datetime, mapped_column(server_default=func.now(), nullable=False)]
user_fk = Annotated[int, mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)]
optional_inside = Annotated[Optional[str], mapped_column(String(9))]
commented = Annotated[int, mapped_column(SmallInteger, comment="from the alias", server_default=text("7"))]
Money = NewType("Money", decimal.Decimal)
small = Annotated[int, "small"]


class Kind(enum.Enum):
    A = "a"
    B = "b"


class Role(enum.Enum):
    ADMIN = "admin"
    GUEST = "guest"


class Base(DeclarativeBase):
    registry = registry(
        type_annotation_map={
            int: BIGINT,
            datetime.datetime: DateTime(timezone=True),
            str: String().with_variant(Text, "postgresql"),
            str30: String(30),
            str50: String(50),
            small: SmallInteger(),
            Money: Numeric(14, 4),
            uuid.UUID: UUID(as_uuid=False),
            dict[str, Any]: JSONB,
            Role: Enum(Role, native_enum=False, length=12),
            Literal["x", "y"]: Enum("x", "y", name="x_or_y"),
            enum.Enum: Enum(enum.Enum, values_callable=lambda e: [m.value for m in e]),
        }
    )


class User(Base):
    __tablename__ = "users"

    id: Mapped[intpk]
    name: Mapped[named]
    nick: Mapped[str30]
    nick_optional: Mapped[Optional[str30]]
    fifty: Mapped[str50] = mapped_column(server_default="none")
    free: Mapped[str]
    number: Mapped[int]
    little: Mapped[small]
    price: Mapped[Money]
    key: Mapped[uuid.UUID]
    data: Mapped[dict[str, Any]]
    kind: Mapped[Kind]
    role: Mapped[Role]
    axis: Mapped[Literal["x", "y"]]
    created: Mapped[stamp]
    created_optional: Mapped[Optional[stamp]]
    changed: Mapped[stamp] = mapped_column(onupdate=func.now(), server_default=None)
    comment: Mapped[commented]
    inside: Mapped[optional_inside]


class Login(Base):
    __tablename__ = "logins"

    id: Mapped[intpk]
    user_id: Mapped[user_fk]
    other_user_id: Mapped[user_fk] = mapped_column(index=False, nullable=True)
