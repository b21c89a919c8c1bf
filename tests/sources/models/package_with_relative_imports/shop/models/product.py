from sqlalchemy.orm import Mapped, mapped_column

import shop.db.types
from shop.db import Base
from ..db.types import Code as ProductCode


class Product(Base):
    __tablename__ = "products"

    code: Mapped[str] = mapped_column(ProductCode, primary_key=True)
    price = mapped_column(shop.db.types.Money)
