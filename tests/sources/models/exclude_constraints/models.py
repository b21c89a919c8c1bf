"""ExcludeConstraint with columns, expressions, method and predicate."""
from sqlalchemy import Column, Integer, String, Table, func, text
from sqlalchemy.dialects.postgresql import DATERANGE, TSTZRANGE, ExcludeConstraint
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Booking(Base):
    __tablename__ = "bookings"

    id = Column(Integer, primary_key=True)
    room = Column(Integer, nullable=False)
    during = Column(TSTZRANGE, nullable=False)
    days = Column(DATERANGE)
    state = Column(String(8))

    __table_args__ = (
        ExcludeConstraint((during, "&&"), name="no_overlap"),
        ExcludeConstraint(("days", "&&"), name="no_overlap_days", where=text("state <> 'void'"), using="gist"),
        ExcludeConstraint((func.int4range(room, room, text("'[]'")), "="), (during, "&&"), name="room_and_time", deferrable=True),
        ExcludeConstraint((room, "="), using="hash"),
    )
