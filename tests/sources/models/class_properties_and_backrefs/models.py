"""Properties of classes that say what tables hold, the other side of relationships, and mappers as their registry lists them."""
from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint, event
from sqlalchemy.orm import Mapper, backref, configure_mappers, declarative_base, declared_attr, relationship


class classproperty(property):
    def __get__(self, obj, owner=None):
        return self.fget.__get__(None, owner)()


class strict_classproperty(classproperty):
    def __get__(self, obj, owner=None):
        if obj is not None:
            raise AttributeError("not on instances")
        return super().__get__(obj, owner)


def auto_table_args(cls):
    found = []
    for base in reversed(cls.__mro__):
        if "auto_args" in vars(base):
            found.extend(vars(base)["auto_args"].__get__(None, cls))
    return tuple(found)


Base = declarative_base()


class Named:
    @strict_classproperty
    @classmethod
    def auto_args(cls):
        return (UniqueConstraint("name", name=f"uq_{cls.__tablename__}_name"),)

    name = Column(String(40), nullable=False)


class Customer(Named, Base):
    __tablename__ = "customers"

    @strict_classproperty
    @staticmethod
    def auto_args():
        return (Index("ix_customers_city", "city"),)

    @declared_attr
    def __table_args__(cls):
        return auto_table_args(cls)

    id = Column(Integer, primary_key=True)
    city = Column(String(40))
    created = Column(DateTime)


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    created = Column(DateTime)
    customer_id = Column(Integer, ForeignKey("customers.id"))
    customer = relationship(Customer, backref="orders", foreign_keys=[customer_id])
    payer_id = Column(Integer, ForeignKey("customers.id"))
    payer = relationship(Customer, backref=backref("paid_orders", lazy="dynamic"), foreign_keys=[payer_id])


@event.listens_for(Mapper, "after_configured")
def index_what_was_created():
    assert Customer.orders and Customer.paid_orders
    for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__name__):
        table = mapper.local_table
        if "created" in table.c:
            Index(f"ix_{table.name}_created", table.c.created)


configure_mappers()
