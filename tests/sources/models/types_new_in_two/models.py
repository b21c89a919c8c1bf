"""Types that came with 2.0."""
import uuid

import sqlalchemy as sa
from sqlalchemy import Double, Uuid
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Modern(Base):
    __tablename__ = "modern"

    id = sa.Column(Uuid, primary_key=True, default=uuid.uuid4)
    text_uuid = sa.Column(Uuid(as_uuid=False))
    no_native_uuid = sa.Column(Uuid(native_uuid=False))
    capital_uuid = sa.Column(sa.UUID())
    a_double = sa.Column(Double)
    a_double_53 = sa.Column(Double(53))
    capital_double_precision = sa.Column(sa.DOUBLE_PRECISION(precision=12))
