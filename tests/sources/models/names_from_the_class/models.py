"""Table names and columns that a base class makes for its subclasses."""
import re
from typing import Any

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

PREFIX = "shop_"


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return snake(cls.__name__)

    id: Mapped[int] = mapped_column(primary_key=True)


class OrderLine(Base):
    pass


class HTTPCall(Base):
    verb: Mapped[str] = mapped_column(String(7))


class PrefixedBase(DeclarativeBase):
    metadata = MetaData()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "__tablename__" in cls.__dict__:
            cls.__tablename__ = PREFIX + cls.__tablename__
        super().__init_subclass__(**kwargs)


class Basket(PrefixedBase):
    __tablename__ = "baskets"

    id: Mapped[int] = mapped_column(primary_key=True)


class Sized:
    """Takes a class keyword."""

    def __init_subclass__(cls, length: int = 10, **kwargs: Any) -> None:
        cls.label = mapped_column(String(length))
        super().__init_subclass__(**kwargs)


class Parcel(Sized, PrefixedBase, length=33):
    __tablename__ = "parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
