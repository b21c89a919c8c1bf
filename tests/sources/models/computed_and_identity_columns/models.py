"""GENERATED ALWAYS AS, and identity with options."""
from sqlalchemy import BigInteger, Column, Computed, Identity, Integer, Numeric, SmallInteger, String, Table, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Square(Base):
    __tablename__ = "squares"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    side: Mapped[int]
    area: Mapped[int] = mapped_column(Computed("side * side"))
    perimeter: Mapped[int] = mapped_column(Computed("4 * side", persisted=True))
    label: Mapped[str | None] = mapped_column(String(40), Computed("'side ' || side::text"))


class Document(Base):
    __tablename__ = "documents"

    id = Column(BigInteger, Identity(always=True, start=42, increment=2), primary_key=True)
    title = Column(Text, nullable=False)
    body = Column(Text)
    length = Column(Integer, Computed(func.length(func.coalesce(title, "")), persisted=True))
    total = Column(Numeric(10, 2), Computed("(length(title) * 1.5)::numeric(10,2)"), nullable=False)


sub = Table(
    "identities", Base.metadata,
    Column("small", SmallInteger, Identity(minvalue=1, maxvalue=100, cycle=True, cache=5), primary_key=True),
    Column("not_key", Integer, Identity(always=False, start=10)),
    Column("nulls", Integer, nullable=True),
)
