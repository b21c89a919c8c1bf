"""What must be kept: documents and the audit log."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import INET, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, BaseModel
from .columns import CreatedAt, SerialId
from .mixins import AuditedMixin, TenantMixin


class Document(TenantMixin, AuditedMixin, BaseModel):
    """A file in the object store: photographs, PDFs of invoices, registration papers."""

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("size_bytes > 0", name="size_positive"),
        Index("ix_documents_sha256", "sha256", postgresql_using="hash"),
        Index("ix_documents_owner", "owner_kind", "owner_id"),
    )

    owner_kind: Mapped[str] = mapped_column(sa.Enum("customer", "vehicle", "order", "invoice", name="document_owner"))
    owner_id: Mapped[uuid.UUID] = mapped_column(comment="no foreign key: the kind says where to look")
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100), server_default="application/octet-stream")
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
    storage_key: Mapped[str] = mapped_column(String(512), unique=True)
    meta: Mapped[dict[str, Any]] = mapped_column("metadata", JSONB, server_default=text("'{}'"))


class AuditLog(Base):
    """Who did what. Written by triggers of the API, read by auditors, never changed."""

    __tablename__ = "audit_log"
    __table_args__ = (
        CheckConstraint("action IN ('insert', 'update', 'delete')", name="action_known"),
        Index("ix_audit_log_row", "table_name", "row_id"),
        Index("ix_audit_log_at", sa.desc("at")),
        {"comment": "append only"},
    )

    id: Mapped[SerialId]
    tenant_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tenants.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[uuid.UUID | None]
    at: Mapped[CreatedAt]
    action: Mapped[str] = mapped_column(String(20))
    table_name: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[str] = mapped_column(String(64))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    ip_address: Mapped[str | None] = mapped_column(INET)
