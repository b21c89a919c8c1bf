"""Where labels and names of enum types come from."""
import enum

from sqlalchemy import Column, Enum, Integer
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"
    ALSO_RED = "red"  # an alias: no label of its own


class TrafficLight(str, enum.Enum):
    stop = "STOP"
    go = "GO"

    def describe(self):
        return self.value.lower()


class Level(enum.IntEnum):
    LOW = 10
    HIGH = enum.auto()


class Weekday(enum.Flag):
    MONDAY = enum.auto()
    TUESDAY = enum.auto()


Dynamic = enum.Enum("Dynamic", "north south")
Pairs = enum.Enum("Pairs", [("ONE", 1), ("TWO", 2)])

STATES = ("new", "old")


def values(cls):
    return [member.value for member in cls]


class Thing(Base):
    __tablename__ = "things"

    id = Column(Integer, primary_key=True)
    by_class = Column(Enum(Colour))
    by_class_named = Column(Enum(Colour, name="paint"), nullable=False)
    by_values = Column(Enum(TrafficLight, values_callable=lambda cls: [m.value for m in cls], name="light_values"))
    by_values_function = Column(Enum(TrafficLight, values_callable=values))
    int_enum = Column(Enum(Level))
    flag = Column(Enum(Weekday, name="weekday"))
    dynamic = Column(Enum(Dynamic))
    pairs = Column(Enum(Pairs, name="pairs"))
    strings = Column(Enum("x", "y", name="xy"))
    spread = Column(Enum(*STATES, name="state"))
    spread_sorted = Column(Enum(*sorted({"b", "a", "c"}), name="abc"))
    non_native = Column(Enum(Colour, native_enum=False))
    non_native_length = Column(Enum("long label", "short", native_enum=False, length=40))
    non_native_checked = Column(Enum("p", "q", name="pq_check", native_enum=False, create_constraint=True))
    non_native_checked_by_class = Column(Enum(TrafficLight, name="light_check", native_enum=False, create_constraint=True, values_callable=values))
    in_schema = Column(Enum("s", name="in_schema", schema="types"))
    inherits_nothing = Column(Enum("m", "n", name="mn", inherit_schema=True))
    quoted_label = Column(Enum("it's", 'say "hi"', "50%", name="Quoted Name"))
    dialect = Column(postgresql.ENUM("d1", "d2", name="dialect_enum"))
    dialect_class = Column(postgresql.ENUM(Level, name="dialect_level"))
    unvalidated = Column(Enum(Colour, name="unvalidated", validate_strings=True, omit_aliases=False))


class MadeElsewhere(Base):
    """create_all does not make the type, but the column is of it all the same."""

    __tablename__ = "made_elsewhere"

    id = Column(Integer, primary_key=True)
    not_created = Column(postgresql.ENUM("e1", "e2", name="not_created", create_type=False))
