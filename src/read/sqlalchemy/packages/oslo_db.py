# oslo.db: what OpenStack's models derive from.
from oslo_db.sqlalchemy import models, types

__modules__ = "api exception options"
