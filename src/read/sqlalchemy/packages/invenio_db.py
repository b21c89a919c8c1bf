# Invenio-DB: the one `db` of all Invenio modules, with its naming convention.
from datetime import datetime

from flask_sqlalchemy import SQLAlchemy as _SQLAlchemy
from sqlalchemy import Column, MetaData
from sqlalchemy.types import DateTime, TypeDecorator

__modules__ = "shared ext utils proxies cli"
NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING_CONVENTION)


class UTCDateTime(TypeDecorator):
    impl = DateTime(timezone=True)


class Timestamp:
    created = Column(UTCDateTime, default=datetime.utcnow, nullable=False)
    updated = Column(UTCDateTime, default=datetime.utcnow, nullable=False)


class SQLAlchemy(_SQLAlchemy):
    UTCDateTime = UTCDateTime
    Timestamp = Timestamp


db = SQLAlchemy(metadata=metadata)
