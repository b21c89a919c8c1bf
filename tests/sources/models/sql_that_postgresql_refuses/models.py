"""Models may declare what PostgreSQL turns down: they are read all the same."""
from sqlalchemy import DOUBLE, NVARCHAR, Column, Computed, ForeignKey, Index, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Refused(Base):
    __tablename__ = "refused"

    id = Column(Integer, primary_key=True)
    no_such_type = Column(NVARCHAR(12))
    other_spelling = Column(DOUBLE)
    wrong_default = Column(Integer, server_default="NULL")
    not_immutable = Column(Integer, Computed("extract(year from now())"))
    not_unique = Column(Integer)
    refers = Column(ForeignKey("refused.not_unique"))
    twice = Column(String(5), index=True)

    __table_args__ = (
        Index("ix_refused_twice", "twice", "id"),
        Index("ix_gin", "twice", postgresql_using="gin"),
    )
