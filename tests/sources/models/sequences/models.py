"""Sequences alone, for a column on the client, and as a server default."""
from sqlalchemy import BigInteger, Column, Integer, MetaData, Sequence, String
from sqlalchemy.orm import declarative_base

metadata = MetaData()
Base = declarative_base(metadata=metadata)

alone = Sequence("alone_seq", metadata=metadata, start=100, increment=10)
shared = Sequence("shared_seq", metadata=metadata)
in_schema = Sequence("in_schema_seq", schema="counters", metadata=metadata, minvalue=5, maxvalue=500, cycle=True, cache=20)


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, Sequence("order_id_seq", start=1000), primary_key=True)
    number = Column(BigInteger, shared, server_default=shared.next_value(), nullable=False)
    other = Column(Integer, server_default=Sequence("other_seq", metadata=metadata).next_value())
    label = Column(String(20))


class Refund(Base):
    __tablename__ = "refunds"

    id = Column(Integer, shared, server_default=shared.next_value(), primary_key=True)
    counter = Column(Integer, in_schema, server_default=in_schema.next_value())
