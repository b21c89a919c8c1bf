"""Indexes beside their classes: on synonyms and on column_property() expressions; the class says what they stand for."""
from sqlalchemy import Column, Index, Integer, String, func
from sqlalchemy.orm import Mapped, column_property, declarative_base, mapped_column, synonym

Base = declarative_base()


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column("person_id", primary_key=True)
    localid: Mapped[str] = mapped_column(String(20))
    localidtype: Mapped[str] = mapped_column("kind", String(10))
    name = Column(String, nullable=False)
    code = Column(String)
    localid_type: Mapped[str] = synonym("localidtype")
    searched = column_property(func.lower(name + code))


Index("ix_people_localid", Person.localid, Person.localid_type, unique=True)
Index("ix_people_searched", func.reverse(Person.searched), postgresql_using="btree")
Index("ix_people_searched_plain", Person.searched)
