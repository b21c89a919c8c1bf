"""What the project pins decides what a few constructs mean: below 2.0 columns stand in the order of their creation, and the aliases of an enum are labels."""
import enum

from sqlalchemy import Column, Enum, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"
    CRIMSON = "red"


made_first = Column(Integer, primary_key=True)


class Part(Base):
    __tablename__ = "parts"

    site = Column(String(8), primary_key=True)
    number = made_first
    colour = Column(Enum(Colour, name="colour"))
    short = Column(Enum(Colour, native_enum=False))
