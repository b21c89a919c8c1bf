"""Collations: PostgreSQL's own, one of a locale whose name has a dot, one that the database brings, also in indexes and checks."""
from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Text, collate, func, text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Channel(Base):
    __tablename__ = "channels"
    __table_args__ = (CheckConstraint('label COLLATE "nocase" <> \'\'', name="has_label"), Index("by_text", text('lower(name) COLLATE "C" DESC')))

    name = Column(String(100, collation="nocase"), primary_key=True)
    code = Column(String(collation="C"))
    place = Column(Text(collation="C.utf8"))
    label = Column(Text)


Index("by_code", collate(Channel.code, "nocase"), Channel.name)
Index("by_place", collate(Channel.place, "C"))
Index("by_label", collate(func.lower(Channel.label), "nocase"))
