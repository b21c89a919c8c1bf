"""Keys that differ from names, self references, composite self references, and quoted words."""
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "nodes"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("nodes.id", ondelete="CASCADE"))
    root: Mapped["int | None"] = mapped_column("root_id", ForeignKey("nodes.id"))
    left = mapped_column(ForeignKey(id))
    children: Mapped[list["Node"]] = relationship(foreign_keys=[parent_id])


class Versioned(Base):
    __tablename__ = "versioned"
    __table_args__ = (
        ForeignKeyConstraint(["id", "previous"], ["versioned.id", "versioned.version"]),
        PrimaryKeyConstraint("id", "version"),
    )

    id: Mapped[int]
    version: Mapped[int]
    previous: Mapped[int | None]


class Words(Base):
    __tablename__ = "order"
    __table_args__ = (UniqueConstraint("group", "User"), Index("ix_user", "User", "select"))

    id = Column("ID", Integer, primary_key=True)
    group = Column(String(3))
    user = Column("User", Integer, ForeignKey("order.ID"))
    select = Column(Integer)
    with_dash = Column("with-dash", Integer, index=True)
