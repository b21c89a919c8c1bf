"""Enumerations shared by models and API. Native ones keep their values as labels, see models/columns.py."""

import enum


class TenantStatus(str, enum.Enum):
    TRIAL = "trial"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class SubscriptionStatus(str, enum.Enum):
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    CANCELLED = "cancelled"


class BillingCycle(str, enum.Enum):
    MONTHLY = "monthly"
    YEARLY = "yearly"


class CustomerKind(str, enum.Enum):
    PRIVATE = "private"
    BUSINESS = "business"
    FLEET = "fleet"


class FuelType(enum.Enum):
    """Kept by name: the registration office sends the names."""

    PETROL = 1
    DIESEL = 2
    HYBRID = 3
    ELECTRIC = 4
    LPG = 5


class OrderStatus(str, enum.Enum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_PARTS = "waiting_for_parts"
    DONE = "done"
    CANCELLED = "cancelled"


class LineKind(str, enum.Enum):
    LABOUR = "labour"
    PART = "part"
    FEE = "fee"


class AppointmentStatus(str, enum.Enum):
    REQUESTED = "requested"
    BOOKED = "booked"
    ARRIVED = "arrived"
    NO_SHOW = "no_show"


class MovementReason(str, enum.Enum):
    PURCHASE = "purchase"
    SALE = "sale"
    RETURN = "return"
    TRANSFER = "transfer"
    CORRECTION = "correction"


class InvoiceStatus(str, enum.Enum):
    DRAFT = "draft"
    ISSUED = "issued"
    PAID = "paid"
    VOID = "void"


class PaymentKind(str, enum.Enum):
    CARD = "card"
    CASH = "cash"
    BANK_TRANSFER = "bank_transfer"


class Channel(str, enum.Enum):
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


class DeliveryStatus(enum.Enum):
    """Small and often extended, so it is a VARCHAR with a check, not a native type."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


class Severity(enum.IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3
