"""Every generic type of SQLAlchemy, in the 1.x style, with and without parameters."""
from sqlalchemy import (
    ARRAY, BigInteger, Boolean, Column, Date, DateTime, Enum, Float, Integer, Interval, JSON, LargeBinary, Numeric,
    PickleType, SmallInteger, String, Text, Time, Unicode, UnicodeText,
)
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Everything(Base):
    __tablename__ = "everything"

    id = Column(Integer, primary_key=True)
    a_small = Column(SmallInteger)
    a_big = Column(BigInteger())
    a_bool = Column(Boolean, nullable=False)
    a_date = Column(Date)
    a_time = Column(Time)
    a_time_tz = Column(Time(timezone=True))
    a_datetime = Column(DateTime)
    a_datetime_tz = Column(DateTime(timezone=True))
    a_datetime_positional = Column(DateTime(True))
    a_float = Column(Float)
    a_float_24 = Column(Float(24))
    a_float_53 = Column(Float(precision=53))
    a_float_decimal = Column(Float(asdecimal=True))
    a_numeric = Column(Numeric)
    a_numeric_10 = Column(Numeric(10))
    a_numeric_10_2 = Column(Numeric(10, 2))
    a_numeric_named = Column(Numeric(precision=6, scale=3, asdecimal=False))
    a_string = Column(String)
    a_string_50 = Column(String(50))
    a_string_named = Column(String(length=7))
    a_string_collated = Column(String(20, collation="C"))
    a_text = Column(Text)
    a_text_collated = Column(Text(collation="C"))
    a_unicode = Column(Unicode(30))
    a_unicode_text = Column(UnicodeText())
    a_binary = Column(LargeBinary)
    a_binary_sized = Column(LargeBinary(16))
    a_pickle = Column(PickleType)
    a_json = Column(JSON)
    an_interval = Column(Interval)
    an_interval_precise = Column(Interval(second_precision=3))
    an_enum = Column(Enum("a", "b", name="letters"))
    an_array = Column(ARRAY(Integer))
    a_matrix = Column(ARRAY(String(5), dimensions=2))
    # no type at all: the server would refuse it, unless a foreign key gives one
    parent_id = Column(Integer)
