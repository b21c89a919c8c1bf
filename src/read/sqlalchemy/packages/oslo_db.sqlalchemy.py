# oslo.db: what OpenStack's models derive from.
import datetime

from sqlalchemy import Column, DateTime, Integer, Text
from sqlalchemy.types import String, TypeDecorator

__modules__ = "models types"


class ModelBase:
    pass


class ModelIterator:
    pass


def _now():
    return datetime.datetime.utcnow()


class TimestampMixin:
    created_at = Column(DateTime, default=_now)
    updated_at = Column(DateTime, onupdate=_now)


class SoftDeleteMixin:
    deleted_at = Column(DateTime)
    deleted = Column(Integer, default=0)


class JsonEncodedType(TypeDecorator):
    impl = Text

    def __init__(self, mysql_as_long=False, mysql_as_medium=False):
        super().__init__()


class JsonEncodedDict(JsonEncodedType):
    pass


class JsonEncodedList(JsonEncodedType):
    pass


class SoftDeleteInteger(TypeDecorator):
    impl = Integer
