"""Project functions, partials, lambdas and classes that make columns, keys, names and constraints."""
import functools

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, Numeric, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()

Column = functools.partial(sa.Column, nullable=False)
Maybe = functools.partial(sa.Column, nullable=True)
Code = functools.partial(String, 12)
tiny = lambda n=3: String(n)  # noqa: E731


def money(name=None, *, precision=12, scale=2, **kwargs):
    """With a name or without."""
    kwargs.setdefault("server_default", sa.text("0"))
    if name:
        return sa.Column(name, Numeric(precision, scale), **kwargs)
    return sa.Column(Numeric(precision, scale), **kwargs)


def reference(table, column="id", on_delete="CASCADE", **options):
    target = f"{table}.{column}"
    return sa.Column(ForeignKey(target, ondelete=on_delete), index=options.pop("index", True), **options)


def in_range(name, low, high):
    return CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=f"{name}_{low}_{high}".replace("-", "minus"))


def plural(word):
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x")) else "s")


class Columns:
    @staticmethod
    def flag(default=False):
        return sa.Column(sa.Boolean, nullable=False, server_default=sa.true() if default else sa.false())

    @classmethod
    def on(cls):
        return cls.flag(default=True)


class Country(Base):
    __tablename__ = plural("country")

    id = Column(Integer, primary_key=True)
    code = Column(Code(), unique=True)
    name = Maybe(String(80))
    forced = Column(String(9), nullable=True)
    short = Column(tiny())
    shorter = Column(tiny(n=1))


class Box(Base):
    __tablename__ = plural("box")
    __table_args__ = (in_range("size", 1, 9), in_range("depth", -5, 5), Index("_".join(["ix", "boxes", "size"]), "size"))

    id = Column(Integer, primary_key=True)
    country_id = reference("countries")
    other_country = reference("countries", "code", None, nullable=True, index=False)
    price = money()
    cost = money("cost_price", scale=4, nullable=False)
    tax = money(server_default=None)
    size = Column(Integer)
    depth = Column(Integer)
    open = Columns.flag()
    visible = Columns.on()
