from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.db import Base, Money
from shop.models import product as _product

if TYPE_CHECKING:
    from .customer import Customer

CODE = _product.Product.code


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    product_code = mapped_column(ForeignKey(CODE), nullable=False)
    total = mapped_column(Money, nullable=False)
    customer: Mapped[Customer] = relationship(back_populates="orders")
