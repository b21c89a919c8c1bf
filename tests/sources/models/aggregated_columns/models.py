"""sqlalchemy_utils.aggregated: the column that is its second argument."""
from sqlalchemy import Column, ForeignKey, Integer, Numeric, func, select
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy_utils import aggregated

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)

    @aggregated("lines", Column("line_count", Integer, nullable=False, server_default="0"))
    def lines_counted(self):
        return func.count(Line.id)

    @aggregated("lines", Column(Numeric(10, 2)))
    def total(self):
        return func.sum(Line.price)

    lines = relationship("Line")


class Line(Base):
    __tablename__ = "lines"
    id = Column(Integer, primary_key=True)
    order_id = Column(ForeignKey("orders.id"))
    price = Column(Numeric(8, 2))
