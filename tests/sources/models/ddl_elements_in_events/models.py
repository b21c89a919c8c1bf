"""AddConstraint, CreateSchema and DDL elements of the project's own, run by events; constraints that find their table by themselves."""
import dataclasses

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, String, Table, UniqueConstraint, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import declarative_base
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateSchema, DDLElement, Index

Base = declarative_base()


class Subnet(Base):
    __tablename__ = "subnet"

    id = Column(Integer, primary_key=True)
    gateway = Column(postgresql.INET)
    address = Column(postgresql.INET, nullable=False)
    low = Column(Integer)
    high = Column(Integer)
    name = Column(String(20))

    @hybrid_method
    def spans(self, width):
        return self.high - self.low >= width

    @spans.expression
    def spans(cls, width):
        return cls.high - cls.low >= width


# Added behind the table, on PostgreSQL.
inside = CheckConstraint(Subnet.gateway.op("<<")(Subnet.address))
event.listen(Subnet.__table__, "after_create", AddConstraint(inside).execute_if(dialect="postgresql"))

# Never added here.
elsewhere = CheckConstraint(Subnet.low > 10, name="only_elsewhere")
event.listen(Subnet.__table__, "after_create", AddConstraint(elsewhere).execute_if(dialect="sqlite"))
never = CheckConstraint("low > 20", name="never_run")
AddConstraint(never)

# Constraints over columns that have a table belong to it without being told.
CheckConstraint(Subnet.high >= Subnet.low, name="ordered")
UniqueConstraint(Subnet.name, name="uq_name")

event.listen(Base.metadata, "before_create", CreateSchema("extras", if_not_exists=True))
by_hand = Index("ix_by_hand", Subnet.low)
Table("in_extras", Base.metadata, Column("id", Integer, primary_key=True), schema="extras")


@dataclasses.dataclass(eq=False)
class Secure(DDLElement):
    """An element of the project's own."""

    table: Table
    force: bool = False


@compiles(Secure, "postgresql")
def visit_secure(element, compiler, **kw):
    force = "FORCE" if element.force else "ENABLE"
    return f"ALTER TABLE {compiler.preparer.format_table(element.table)} {force} ROW LEVEL SECURITY"


@compiles(Secure)
def visit_secure_elsewhere(element, compiler, **kw):
    raise NotImplementedError


noted = Table("noted", Base.metadata, Column("id", Integer, primary_key=True))
event.listen(noted, "after_create", Secure(noted))
event.listen(noted, "after_create", Secure(noted, force=True).execute_if(dialect="postgresql"))
event.listen(noted, "after_create", CreateIndex(by_hand).execute_if(dialect="sqlite"))
