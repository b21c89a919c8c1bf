"""Where parts lie, how many, and how they moved."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve.enums import MovementReason

from .base import Base, BaseModel
from .catalog import Product
from .columns import Code, Name, SerialId, UpdatedAt, native_enum
from .mixins import CreatedOnly, TenantMixin


class Warehouse(TenantMixin, BaseModel):
    """A room with shelves, or a van."""

    __tablename__ = "warehouses"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        UniqueConstraint("tenant_id", "id", name="uq_warehouses_tenant_key"),
    )

    code: Mapped[Code]
    name: Mapped[Name]
    is_mobile: Mapped[bool] = mapped_column(server_default=text("false"))
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("addresses.id", ondelete="SET NULL"))


class StockLevel(Base):
    """How many of a product lie in a warehouse now. Keyed by all three, so that it cannot be counted twice."""

    __tablename__ = "stock_levels"

    tenant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"), primary_key=True)
    warehouse_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    product_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric(12, 3), server_default="0")
    reserved: Mapped[Decimal] = mapped_column(Numeric(12, 3), server_default="0")
    reorder_point: Mapped[Decimal | None] = mapped_column(Numeric(12, 3))
    shelf: Mapped[str | None] = mapped_column(String(20))
    updated_at: Mapped[UpdatedAt]

    product: Mapped[Product] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            [tenant_id, warehouse_id], [Warehouse.tenant_id, Warehouse.id], name="fk_stock_levels_warehouse", ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["tenant_id", "product_id"], ["products.tenant_id", "products.id"], name="fk_stock_levels_product", ondelete="CASCADE"
        ),
        CheckConstraint("reserved >= 0 AND reserved <= quantity", name="reserved_is_there"),
        Index("ix_stock_levels_low", "tenant_id", "product_id", postgresql_where=text("quantity <= reorder_point")),
        {"comment": "one row for each product in each warehouse"},
    )


class StockMovement(CreatedOnly, Base):
    """The journal that stock levels can be rebuilt from. Only ever appended to."""

    __tablename__ = "stock_movements"

    id: Mapped[SerialId]
    tenant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"))
    warehouse_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("warehouses.id", ondelete="RESTRICT"), index=True)
    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("products.id", ondelete="RESTRICT"))
    quantity: Mapped[Decimal] = mapped_column(Numeric(12, 3))
    reason: Mapped[MovementReason] = mapped_column(native_enum(MovementReason))
    order_line_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("order_lines.id", ondelete="SET NULL"))
    moved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    details: Mapped[dict[str, Any] | None]

    __mapper_args__ = {"eager_defaults": True}
    __table_args__ = (
        CheckConstraint(quantity != 0, name="quantity_not_zero"),
        Index("ix_stock_movements_product", "tenant_id", "product_id", text("moved_at DESC")),
        Index("ix_stock_movements_moved_at", "moved_at", postgresql_using="brin", postgresql_with={"pages_per_range": 64}),
    )
