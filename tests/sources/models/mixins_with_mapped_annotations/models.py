"""The 2.0 way: annotations in mixins, a value against an annotation alone, and taking the key away."""
import uuid
from datetime import datetime
from typing import Optional

from sqlalchemy import ForeignKey, String, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship
from typing import Annotated

server_key = Annotated[uuid.UUID, mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))]


class Base(DeclarativeBase):
    pass


class BaseModel(Base):
    __abstract__ = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deleted_at: Mapped[Optional[datetime]]


class AnnotatedModel(Base):
    __abstract__ = True

    id: Mapped[server_key]


class Plain(BaseModel):
    __tablename__ = "plain"

    name: Mapped[str]


class KeyedByName(BaseModel):
    """id is None in the class: the column of the base is gone."""

    __tablename__ = "keyed_by_name"

    id = None
    name: Mapped[str] = mapped_column(String(40), primary_key=True)


class ExtraKey(BaseModel):
    """Another primary key beside the inherited one."""

    __tablename__ = "extra_key"

    code: Mapped[str] = mapped_column(primary_key=True)


class Retyped(BaseModel):
    __tablename__ = "retyped"

    id: Mapped[int] = mapped_column(primary_key=True)


class FromAlias(AnnotatedModel):
    __tablename__ = "from_alias"


class NoneDoesNotHideAnAnnotation(AnnotatedModel):
    """The base has only an annotation, no value; the None does not take it away."""

    __tablename__ = "none_and_annotation"

    id = None
    name: Mapped[str] = mapped_column(primary_key=True)


class AnnotatedKey:
    id: Mapped[server_key]


class ValueBeatsAnnotation(AnnotatedKey, BaseModel):
    """AnnotatedKey comes first, but has no value; BaseModel's has."""

    __tablename__ = "value_beats_annotation"


class Tenanted:
    @declared_attr
    def tenant_id(cls) -> Mapped[uuid.UUID]:
        return mapped_column(ForeignKey("plain.id"), index=True)

    @declared_attr
    def tenant(cls) -> Mapped["Plain"]:
        return relationship("Plain")

    @declared_attr
    def note(cls) -> Mapped[Optional[str]]:
        return mapped_column(String(100))

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return f"t_{cls.__name__.lower()}"


class Invoice(Tenanted, BaseModel):
    number: Mapped[int]


class Receipt(Tenanted, BaseModel):
    __tablename__ = "receipts"
    tenant_id: Mapped[Optional[uuid.UUID]] = mapped_column(ForeignKey("plain.id", ondelete="CASCADE"))
