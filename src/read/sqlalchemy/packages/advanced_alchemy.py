# advanced-alchemy 1.x: bases with their registry, keys, table names and naming convention; its mixins and types.
import datetime
import re
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger, Boolean, Date, DateTime, Identity, Integer, MetaData, Sequence, String, Text, UniqueConstraint, Uuid)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.orm import registry as _registry
from sqlalchemy.types import TypeDecorator

__modules__ = "base mixins types alembic config extensions filters repository service utils operations"


def _now():
    return datetime.datetime.now(datetime.timezone.utc)


# ---- types ----
class GUID(TypeDecorator):
    impl = Uuid

    def __init__(self, *args, binary=True):
        pass

    def load_dialect_impl(self, dialect):
        return Uuid()


class DateTimeUTC(TypeDecorator):
    impl = DateTime(timezone=True)


class EncryptedString(TypeDecorator):
    impl = String

    def load_dialect_impl(self, dialect):
        return String()


class EncryptedText(EncryptedString):
    impl = Text

    def load_dialect_impl(self, dialect):
        return Text()


class TOTPSecret(EncryptedString):
    pass


class PasswordHash(TypeDecorator):
    impl = String

    def __init__(self, backend=None, length=255):
        super().__init__(length=length)


class FileObject:
    pass


class FileObjectList:
    pass


class StoredObject(TypeDecorator):
    impl = JSONB

    def load_dialect_impl(self, dialect):
        return JSONB()


JsonB = JSONB()
Bool = Boolean()
BigIntIdentity = BigInteger()
UUID_UTILS_INSTALLED = NANOID_INSTALLED = True


# ---- mixins ----
class SentinelMixin:
    __abstract__ = True

    @declared_attr
    def _sentinel(cls) -> Mapped[int]:
        return mapped_column(Integer, name="sa_orm_sentinel", nullable=True, use_existing_column=True, sort_order=3001)


class UUIDPrimaryKey(SentinelMixin):
    id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


class UUIDv6PrimaryKey(SentinelMixin):
    id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


class UUIDv7PrimaryKey(SentinelMixin):
    id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


class NanoIDPrimaryKey(SentinelMixin):
    id: Mapped[str] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


def _schema_of(cls):
    args = getattr(cls, "__table_args__", None)
    if isinstance(args, tuple) and args:
        args = args[-1]
    return args.get("schema") if isinstance(args, dict) else None


class BigIntPrimaryKey:
    @declared_attr
    def id(cls) -> Mapped[int]:
        key = Sequence(f"{cls.__tablename__}_id_seq", schema=_schema_of(cls), optional=False)
        return mapped_column(BigIntIdentity, key, primary_key=True, sort_order=-100)


class IdentityPrimaryKey:
    @declared_attr
    def id(cls) -> Mapped[int]:
        return mapped_column(BigIntIdentity, Identity(start=1, increment=1), primary_key=True, sort_order=-100)


class AuditColumns:
    created_at: Mapped[datetime.datetime] = mapped_column(DateTimeUTC(timezone=True), default=_now, sort_order=3002)
    updated_at: Mapped[datetime.datetime] = mapped_column(
        DateTimeUTC(timezone=True), default=_now, onupdate=_now, sort_order=3003)


class SlugKey:
    @declared_attr
    def slug(cls) -> Mapped[str]:
        return mapped_column(String(length=100), nullable=False)

    @declared_attr.directive
    def __table_args__(cls):
        return (UniqueConstraint(cls.slug, name=f"uq_{cls.__tablename__}_slug"),)


class UniqueMixin:
    pass


# ---- bases ----
convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
table_name_regexp = re.compile(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))")


def merge_table_arguments(cls, table_args=None):
    items, options = [], {}
    for args in [getattr(super(base, cls), "__table_args__", None) for base in cls.__bases__] + [table_args]:
        if isinstance(args, tuple):
            for item in args:
                options.update(item) if isinstance(item, dict) else items.append(item)
        elif args:
            options.update(args)
    return (*items, options) if items and options else tuple(items) or options


class BasicAttributes:
    def to_dict(self, exclude=None):
        return {}


def _mapper_args(cls, own=False):
    args = cls.__dict__.get("__mapper_args__") if own else getattr(cls, "__mapper_args__", None)
    return args if isinstance(args, dict) else {}


class CommonTableAttributes(BasicAttributes):
    # Of a class whose parent says by which column to tell its rows, the rows are in the parent's table.
    def __init_subclass__(cls, **kwargs):
        if "__tablename__" not in cls.__dict__:
            own = _mapper_args(cls, own=True)
            if not own.get("concrete") and "polymorphic_on" not in own:
                if any("polymorphic_on" in _mapper_args(parent) for parent in cls.__mro__[1:]):
                    cls.__tablename__ = None
        super().__init_subclass__(**kwargs)

    @declared_attr.directive
    def __tablename__(cls):
        return table_name_regexp.sub(r"_\1", cls.__name__).lower()


def create_registry(custom_annotation_map=None):
    types = {
        uuid.UUID: GUID,
        datetime.datetime: DateTimeUTC,
        datetime.date: Date,
        dict: JsonB,
        dict[str, Any]: JsonB,
        dict[str, str]: JsonB,
        FileObject: StoredObject,
        FileObjectList: StoredObject,
    }
    try:
        from pydantic import AnyHttpUrl, AnyUrl, EmailStr, IPvAnyAddress, IPvAnyInterface, IPvAnyNetwork, Json
        types.update({EmailStr: String, AnyUrl: String, AnyHttpUrl: String, Json: JsonB, IPvAnyAddress: String,
                      IPvAnyInterface: String, IPvAnyNetwork: String})
    except ImportError:
        pass
    types.update(custom_annotation_map or {})
    return _registry(metadata=MetaData(naming_convention=convention), type_annotation_map=types)


orm_registry = create_registry()


class MetadataRegistry:
    _known = {None: orm_registry.metadata}

    def get(self, bind_key=None):
        return self._known.setdefault(bind_key, MetaData(naming_convention=convention))

    def set(self, bind_key, metadata):
        self._known[bind_key] = metadata


metadata_registry = MetadataRegistry()


class AdvancedDeclarativeBase(DeclarativeBase):
    registry = orm_registry
    __abstract__ = True
    __metadata_registry__ = metadata_registry
    __bind_key__ = None

    def __init_subclass__(cls, **kwargs):
        if getattr(cls, "__bind_key__", None) is not None:
            cls.metadata = metadata_registry.get(cls.__bind_key__)
        super().__init_subclass__(**kwargs)


class UUIDBase(UUIDPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDAuditBase(CommonTableAttributes, UUIDPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv6Base(UUIDv6PrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv6AuditBase(CommonTableAttributes, UUIDv6PrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv7Base(UUIDv7PrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv7AuditBase(CommonTableAttributes, UUIDv7PrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class NanoIDBase(NanoIDPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class NanoIDAuditBase(CommonTableAttributes, NanoIDPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class BigIntBase(BigIntPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class BigIntAuditBase(CommonTableAttributes, BigIntPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class IdentityBase(IdentityPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class IdentityAuditBase(CommonTableAttributes, IdentityPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class DefaultBase(CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class SQLQuery(BasicAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True
    __allow_unmapped__ = True
