"""What is sold: categories, products, their prices over time, and who supplies them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    func,
    or_,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, UUID
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.constants import DEFAULT_CURRENCY, NAME_LENGTH, SKU_LENGTH

from .base import Base, BaseModel
from .columns import Code, Currency, Email, Money, Name, Phone, Url, money
from .mixins import AuditedMixin, SluggedMixin, TenantMixin


class Category(SluggedMixin, TenantMixin, BaseModel):
    """A tree. Moves of whole branches are checked at the end of the transaction."""

    __tablename__ = "categories"

    parent_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("categories.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"), index=True
    )
    name: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    parent: Mapped[Category | None] = relationship(remote_side="Category.id", back_populates="children")
    children: Mapped[list[Category]] = relationship(back_populates="parent")


class Product(TenantMixin, AuditedMixin, BaseModel):
    """A part, fluid, tyre or labour package."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("tenant_id", "sku", name="uq_products_sku"),
        UniqueConstraint("tenant_id", "id", name="uq_products_tenant_key"),
        CheckConstraint("list_price >= 0 AND cost_price >= 0", name="prices_not_negative"),
        CheckConstraint("tax_rate IN (0, 7, 19)", name="tax_rate_known"),
        Index(
            "ix_products_name_trgm",
            "name",
            postgresql_using="gin",
            postgresql_ops={"name": "gin_trgm_ops"},
        ),
        Index("ix_products_active", "tenant_id", "name", postgresql_where=text("is_active AND deleted_at IS NULL")),
    )

    sku: Mapped[str] = mapped_column(String(SKU_LENGTH))
    name: Mapped[Name]
    description: Mapped[str | None] = mapped_column(Text)
    category_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Category.id, ondelete="SET NULL"), index=True)
    list_price: Mapped[Decimal] = money()
    cost_price: Mapped[Decimal] = money()
    tax_rate: Mapped[int] = mapped_column(server_default="19")
    ean: Mapped[str | None] = mapped_column(String(14), index=True)
    oem_numbers: Mapped[list[str]] = mapped_column(ARRAY(String(40), dimensions=1), server_default=text("'{}'::varchar[]"))
    weight_g: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    is_labour: Mapped[bool] = mapped_column(server_default=text("false"))


class ProductPrice(TenantMixin, BaseModel):
    """Prices that differ from the list: per period, from a quantity on."""

    __tablename__ = "product_prices"

    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    valid_from: Mapped[date] = mapped_column()
    valid_until: Mapped[date | None] = mapped_column()
    min_quantity: Mapped[int] = mapped_column(default=1, server_default="1")
    price: Mapped[Money]
    currency: Mapped[Currency] = mapped_column(server_default=DEFAULT_CURRENCY)

    __table_args__ = (
        UniqueConstraint(product_id, valid_from, min_quantity, name="uq_product_prices_step"),
        CheckConstraint(or_(valid_until.is_(None), valid_until >= valid_from), name="period_in_order"),
    )


class Supplier(TenantMixin, AuditedMixin, BaseModel):
    """Who we buy from."""

    __tablename__ = "suppliers"

    name: Mapped[Name]
    code: Mapped[Code]
    email: Mapped[Email | None]
    phone: Mapped[Phone | None]
    website: Mapped[Url | None]
    lead_time_days: Mapped[int] = mapped_column(default=3)
    min_order: Mapped[Decimal | None] = money(default=None)
    is_preferred: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))

    products: Mapped[list[Product]] = relationship(secondary="supplier_products", viewonly=True)

    __table_args__ = (UniqueConstraint("tenant_id", "code"),)


supplier_products = Table(
    "supplier_products",
    Base.metadata,
    Column("supplier_id", UUID(as_uuid=True), ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True),
    Column("product_id", UUID(as_uuid=True), ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
    Column("supplier_sku", String(SKU_LENGTH), nullable=False),
    Column("purchase_price", Numeric(12, 4), nullable=False),
    Column("pack_size", Integer, nullable=False, default=1, server_default="1"),
    Column("label", String(NAME_LENGTH)),
)
Index("ix_supplier_products_product", supplier_products.c.product_id, supplier_products.c.purchase_price.asc())
supplier_products.append_constraint(
    CheckConstraint(
        and_(supplier_products.c.purchase_price >= 0, supplier_products.c.pack_size > 0), name="price_and_pack_plausible"
    )
)
Index("ix_supplier_products_sku", func.upper(supplier_products.c.supplier_sku))
