"""All models, so that one import fills the metadata."""

from .base import NAMING_CONVENTION, Base, BaseModel
from .billing import (
    BankTransfer,
    CardPayment,
    CashPayment,
    Coupon,
    ExchangeRate,
    Invoice,
    InvoiceLine,
    Payment,
    Refund,
    invoice_number_seq,
)
from .catalog import Category, Product, ProductPrice, Supplier, supplier_products
from .crm import Address, Customer, CustomerContact
from .identity import ApiKey, Permission, Role, Session, User, role_permissions, user_roles
from .inventory import StockLevel, StockMovement, Warehouse
from .messaging import Notification, Webhook, WebhookDelivery
from .records import AuditLog, Document
from .staff import Apprentice, Employee, Mechanic
from .tenancy import FeatureFlag, Plan, Subscription, Tenant, TierFeature
from .vehicles import Vehicle, VehicleOwnership
from .workshop import Appointment, LabourRate, OrderLine, ServiceBay, ServiceOrder, VehicleInspection

from . import security  # noqa: F401  isort: skip  (listens on the tables above)

metadata = Base.metadata

__all__ = [name for name in dir() if not name.startswith("_")]
