"""SQLAlchemy's recipe for versioning: when a class has its mapper, a history table is made after its table."""
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, event, inspect, util
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.orm.properties import ColumnProperty, RelationshipProperty


class Base(DeclarativeBase):
    pass


seen = []


@event.listens_for(Base, "instrument_class", propagate=True)
def instrumented(mapper, cls):
    seen.append(cls.__name__)


def copy_of(column):
    copied = column._copy()
    column.info["history_copy"] = copied
    copied.unique = False
    if copied.nullable:
        copied.default = copied.server_default = None
    return copied


def make_history(mapper):
    for prop in mapper.iterate_properties:
        if isinstance(prop, ColumnProperty) and not isinstance(prop, RelationshipProperty):
            assert getattr(mapper.class_, prop.key) is not None and len(prop.columns) == 1
    columns = [copy_of(column) for column in mapper.local_table.c]
    columns.append(Column("version", Integer, primary_key=True, autoincrement=False, info={"version_meta": True}))
    Table(mapper.local_table.name + "_history", mapper.local_table.metadata, *columns, schema=mapper.local_table.schema)
    mapper.local_table.append_column(Column("version", Integer, default=1, nullable=False), replace_existing=True)


class Versioned:
    def __init_subclass__(cls) -> None:
        insp = inspect(cls, raiseerr=False)
        if insp is not None:
            make_history(insp)
        else:

            @event.listens_for(cls, "after_mapper_constructed")
            def constructed(mapper, class_):
                make_history(mapper)

        super().__init_subclass__()


class Caller(Versioned, Base):
    __tablename__ = "callers"
    id: Mapped[int] = mapped_column(primary_key=True)
    _url: Mapped[str] = mapped_column("url", String(200), unique=True)
    at: Mapped[str | None] = mapped_column(DateTime, server_default="2020-01-01")
    keys: Mapped[list["Key"]] = relationship(back_populates="caller")

    @hybrid_property
    def url(self):
        return self._url


class Key(Versioned, Base):
    __tablename__ = "keys"
    id: Mapped[int] = mapped_column(primary_key=True)
    caller_id: Mapped[int] = mapped_column(ForeignKey("callers.id"), index=True)
    caller: Mapped[Caller] = relationship(back_populates="keys")


class Plain(Base):
    __tablename__ = "_".join(["plain"] + [str(len(seen))])
    id: Mapped[int] = mapped_column(primary_key=True)
