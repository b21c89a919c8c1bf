"""What leaves the house: webhooks, their deliveries, notifications."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, Integer, SmallInteger, String, Text, column, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autoserve import constants
from autoserve.enums import Channel, DeliveryStatus

from .base import Base, BaseModel
from .columns import SerialId, Url, enum_values, native_enum
from .mixins import CreatedOnly, TenantMixin

# One type object for both tables that use it.
delivery_status = Enum(
    DeliveryStatus, name="delivery_status", native_enum=False, create_constraint=True, values_callable=enum_values, length=20
)


class Webhook(TenantMixin, BaseModel):
    """An address of the tenant's that wants to hear of events."""

    __tablename__ = "webhooks"

    url: Mapped[Url]
    secret: Mapped[str] = mapped_column(String(64), server_default=text("encode(sha256(gen_random_uuid()::text::bytea), 'hex')"))
    events: Mapped[list[str]] = mapped_column(ARRAY(String(60)))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")

    deliveries: Mapped[list[WebhookDelivery]] = relationship(back_populates="webhook")

    __table_args__ = (
        CheckConstraint("url LIKE 'https://%'", name="url_is_https"),
        CheckConstraint("cardinality(events) > 0", name="events_not_empty"),
    )


class WebhookDelivery(CreatedOnly, Base):
    """One attempt after another to tell a webhook of one event."""

    __tablename__ = "webhook_deliveries"

    id: Mapped[SerialId]
    webhook_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    event: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    status: Mapped[DeliveryStatus] = mapped_column(delivery_status, server_default=DeliveryStatus.PENDING.value)
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    response_code: Mapped[int | None] = mapped_column(SmallInteger)
    next_attempt_at: Mapped[datetime | None]

    webhook: Mapped[Webhook] = relationship(back_populates="deliveries")

    __table_args__ = (
        CheckConstraint(column("attempts").between(0, constants.MAX_WEBHOOK_ATTEMPTS), name="attempts_in_range"),
        Index("ix_webhook_deliveries_pending", "next_attempt_at", postgresql_where=text("status = 'pending'")),
        Index("ix_webhook_deliveries_webhook", "webhook_id", "id"),
    )


class Notification(TenantMixin, BaseModel):
    """A message to a user or a customer."""

    __tablename__ = "notifications"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (customer_id IS NULL)", name="one_recipient"),
        Index("ix_notifications_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )

    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    channel: Mapped[Channel] = mapped_column(native_enum(Channel), server_default=Channel.EMAIL.value)
    status: Mapped[DeliveryStatus] = mapped_column(delivery_status, server_default="pending")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    retries: Mapped[int] = mapped_column(Integer, default=0)
    read_at: Mapped[datetime | None]
