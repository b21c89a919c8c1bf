"""Row level security of the tables that hold personal data, made together with them.

The tables of catalog and stock have theirs in db/policies.sql, which the operators maintain.
"""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

from autoserve.constants import TENANT_SETTING

from .base import Base
from .billing import Invoice, Payment
from .crm import Address, Customer, CustomerContact
from .vehicles import Vehicle

OWN_ROWS = f"tenant_id = nullif(current_setting('{TENANT_SETTING}', true), '')::uuid"


def isolate(table: Table) -> None:
    """Lets every tenant see and write its own rows only."""
    event.listen(table, "after_create", DDL("ALTER TABLE %(fullname)s ENABLE ROW LEVEL SECURITY"))
    event.listen(
        table,
        "after_create",
        DDL(f"CREATE POLICY tenant_isolation ON %(fullname)s USING ({OWN_ROWS}) WITH CHECK ({OWN_ROWS})"),
    )


for model in (Customer, CustomerContact, Address, Vehicle, Invoice, Payment):
    isolate(model.__table__)

event.listen(
    Invoice.__table__,
    "after_create",
    DDL("CREATE POLICY issued_are_final ON invoices AS RESTRICTIVE FOR DELETE USING (status = 'draft')"),
)

event.listen(Base.metadata, "before_create", DDL("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
