"""MetaData(schema), a table's own, schema=None, and keys across them."""
from sqlalchemy import Column, Enum, ForeignKey, Index, Integer, MetaData, String, Table
from sqlalchemy.orm import declarative_base
from sqlalchemy.schema import BLANK_SCHEMA

SCHEMA = "app"
metadata = MetaData(schema=SCHEMA)
Base = declarative_base(metadata=metadata)


class Account(Base):
    __tablename__ = "accounts"

    id = Column(Integer, primary_key=True)
    state = Column(Enum("on", "off", name="account_state"), index=True)
    inherited = Column(Enum("p", "q", name="inherited_state", inherit_schema=True))


class Entry(Base):
    __tablename__ = "entries"
    __table_args__ = {"schema": "audit"}

    id = Column(Integer, primary_key=True)
    account_id = Column(ForeignKey("app.accounts.id"), index=True)
    account_by_class = Column(ForeignKey(Account.id))
    parent_id = Column(ForeignKey("audit.entries.id"))
    state = Column(Enum("on", "off", name="entry_state", inherit_schema=True))


class Blank(Base):
    __tablename__ = "blanks"
    __table_args__ = {"schema": BLANK_SCHEMA}

    id = Column(Integer, primary_key=True)
    entry_id = Column(ForeignKey(f"{Entry.__table__.schema}.entries.id"))


# a bare name is looked for in the metadata's schema
Table("notes", metadata, Column("account_id", ForeignKey("accounts.id")), Column("text", String))
Table("quoted", metadata, Column("id", Integer, primary_key=True), schema="With Space")
