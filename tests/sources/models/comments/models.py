"""Of tables, columns and constraints; odd characters and several lines."""
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

TEXT = "made of " "two strings"


class Base(DeclarativeBase):
    pass


class Commented(Base):
    """A docstring is not a comment."""

    __tablename__ = "commented"
    __table_args__ = (
        CheckConstraint("n > 0", name="n_positive", comment="of a check"),
        UniqueConstraint("n", name="n_once", comment="of a unique"),
        {"comment": "it's a table; 50% \"quoted\""},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="the key")
    n: Mapped[int] = mapped_column(doc="a doc is not a comment")
    s: Mapped[str] = mapped_column(String(5), comment=TEXT)
    lines: Mapped[str | None] = mapped_column(
        comment="""first line
second line"""
    )
    empty: Mapped[str | None] = mapped_column(comment="")
    unicode: Mapped[str | None] = mapped_column(comment="größe – ширина \u2713")
    backslash: Mapped[str | None] = mapped_column(comment=r"C:\new")


core = Table("core", Base.metadata, Column("id", Integer, primary_key=True, comment="core " + TEXT), comment="core table".title())
