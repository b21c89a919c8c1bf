# SQLAlchemy-Utils. Its types stand in the table of types; here is what else makes columns, or none.
import datetime

from sqlalchemy import (
    DATERANGE, DDL, INT4RANGE, INT8RANGE, NUMRANGE, TSRANGE, ArrowType, ChoiceType, ColorType, Column, CountryType,
    CurrencyType, Date, DateTime, EmailType, EncryptedType, IPAddressType, JSONType, LocaleType, LtreeType,
    PasswordType, PhoneNumberType, ScalarListType, StringEncryptedType, TimezoneType, TSVectorType, URLType,
    UUIDType, WeekDaysType, event, select)
from sqlalchemy.types import TypeDecorator

__modules__ = ("types functions models aggregates observer expressions asserts generic i18n listeners primitives view "
               "relationships exceptions operators path proxy_dict query_chain utils")


class _Range(TypeDecorator):
    def __init__(self, *args, step=None, **kwargs):
        super().__init__()


class IntRangeType(_Range):
    impl = INT4RANGE


class Int8RangeType(_Range):
    impl = INT8RANGE


class NumericRangeType(_Range):
    impl = NUMRANGE


class DateRangeType(_Range):
    impl = DATERANGE


class DateTimeRangeType(_Range):
    impl = TSRANGE


class EnrichedDateTimeType(TypeDecorator):
    impl = DateTime

    def __init__(self, datetime_processor=None, **kwargs):
        super().__init__(**kwargs)


class EnrichedDateType(TypeDecorator):
    impl = Date

    def __init__(self, date_processor=None, **kwargs):
        super().__init__(**kwargs)


class Timestamp:
    created = Column(DateTime, default=datetime.datetime.utcnow, nullable=False)
    updated = Column(DateTime, default=datetime.datetime.utcnow, nullable=False)


def aggregated(relationship, column):
    return lambda function: column


def generic_repr(*fields):
    if len(fields) == 1 and not isinstance(fields[0], str):
        return fields[0]
    return lambda cls: cls


def observes(*paths, **options):
    return lambda function: function


def force_auto_coercion(mapper=None):
    pass


def force_instant_defaults(mapper=None):
    pass


def auto_delete_orphans(attribute):
    pass


# Views stand beside the tables of the metadata.
def create_view(name, selectable, metadata, cascade_on_drop=True, replace=False):
    event.listen(metadata, "after_create", DDL(f'CREATE VIEW "{name}" AS SELECT 1'))
    return select(1).alias(name)


def create_materialized_view(name, selectable, metadata, indexes=None, aliases=None):
    event.listen(metadata, "after_create", DDL(f'CREATE MATERIALIZED VIEW "{name}" AS SELECT 1'))
    return select(1).alias(name)
