"""Mixins: tenancy, authorship, addresses of the web, client-made keys."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from .columns import CreatedAt

if TYPE_CHECKING:
    from .tenancy import Tenant


class ClientKeyed:
    """The key is made by the client, so that offline tablets can create rows."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-100)


class CreatedOnly:
    """Rows that are never changed after they were written."""

    created_at: Mapped[CreatedAt]


class TenantMixin:
    """Belongs to one tenant and goes away with it."""

    @declared_attr
    def tenant_id(cls) -> Mapped[uuid.UUID]:
        return mapped_column(ForeignKey("tenants.id", ondelete="CASCADE"), index=True, sort_order=-90)

    @declared_attr
    def tenant(cls) -> Mapped[Tenant]:
        return relationship("Tenant", foreign_keys=[cls.tenant_id], viewonly=True)  # type: ignore[list-item]


class AuditedMixin:
    """Who made and who last changed the row."""

    @declared_attr
    def created_by_id(cls) -> Mapped[uuid.UUID | None]:
        return mapped_column(
            ForeignKey("users.id", ondelete="SET NULL", use_alter=True), sort_order=910
        )

    @declared_attr
    def updated_by_id(cls) -> Mapped[uuid.UUID | None]:
        return mapped_column(
            ForeignKey("users.id", ondelete="SET NULL", use_alter=True), sort_order=911
        )


class SluggedMixin:
    """Has a slug, unique for its tenant among the rows that are not deleted."""

    slug: Mapped[str] = mapped_column(String(80))

    @declared_attr.directive
    def __table_args__(cls):
        name = cls.__tablename__  # type: ignore[attr-defined]
        return (
            Index(
                f"uq_{name}_live_slug",
                "tenant_id",
                "slug",
                unique=True,
                postgresql_where="deleted_at IS NULL",
            ),
        )
