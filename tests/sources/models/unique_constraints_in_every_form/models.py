"""By name, by column, deferrable, NULLS NOT DISTINCT, from columns and mixins."""
from sqlalchemy import Column, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy.orm import declarative_base

metadata = MetaData()
Base = declarative_base(metadata=metadata)


class U(Base):
    __tablename__ = "uniques"

    id = Column(Integer, primary_key=True)
    a = Column(Integer, unique=True)
    b = Column("bee", Integer)
    c = Column(String(3), unique=True, nullable=False)
    d = Column(Integer, unique=False)

    __table_args__ = (
        UniqueConstraint("a", "bee"),
        UniqueConstraint(b, "c", name="by_renamed_column"),
        UniqueConstraint(a, d, name="by_column"),
        UniqueConstraint("d", name="deferrable", deferrable=True),
        UniqueConstraint("d", "c", name="deferred", deferrable=True, initially="DEFERRED"),
        UniqueConstraint("c", "d", name="nulls", postgresql_nulls_not_distinct=True),
        UniqueConstraint("a", "c", "d", name="commented", comment="thrice"),
    )


t = Table("t", metadata, Column("x", Integer, unique=True), Column("y", Integer), UniqueConstraint("x", "y"), UniqueConstraint("x", "y", name="again"))
