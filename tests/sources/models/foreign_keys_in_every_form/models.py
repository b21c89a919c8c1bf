"""By string, column, class attribute, table column, schema and key; with every action and option."""
from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table
from sqlalchemy.orm import declarative_base

metadata = MetaData()
Base = declarative_base(metadata=metadata)

regions = Table("regions", metadata, Column("code", String(4), primary_key=True), Column("no", BigInteger, key="number", unique=True), schema="geo")


class Parent(Base):
    __tablename__ = "parents"

    id = Column(BigInteger, primary_key=True)
    pair_a = Column(Integer, unique=True)
    renamed = Column("renamed_in_db", String(7), unique=True)


class Child(Base):
    __tablename__ = "children"

    id = Column(Integer, primary_key=True)
    by_string = Column(ForeignKey("parents.id"), unique=True)
    by_string_typed = Column(Integer, ForeignKey("parents.id"))
    by_column = Column(ForeignKey(Parent.id))
    by_table_column = Column(ForeignKey(Parent.__table__.c.pair_a))
    by_attribute_renamed = Column(ForeignKey(Parent.renamed))
    by_schema = Column(ForeignKey("geo.regions.code"))
    by_schema_key = Column(ForeignKey("geo.regions.number"))
    by_core_column = Column(ForeignKey(regions.c.number))
    cascade = Column(Integer, ForeignKey("parents.id", ondelete="CASCADE", onupdate="CASCADE"))
    lower_case = Column(Integer, ForeignKey("parents.id", ondelete="set null"))
    restrict = Column(Integer, ForeignKey("parents.id", onupdate="RESTRICT", ondelete="NO ACTION"))
    set_default = Column(Integer, ForeignKey("parents.id", ondelete="SET DEFAULT"), server_default="1")
    deferrable = Column(Integer, ForeignKey("parents.id", deferrable=True))
    deferred = Column(Integer, ForeignKey("parents.id", deferrable=True, initially="DEFERRED"))
    immediate = Column(Integer, ForeignKey("parents.id", deferrable=True, initially="IMMEDIATE"))
    named = Column(Integer, ForeignKey("parents.id", name="child_named_fkey"))
    matched = Column(Integer, ForeignKey("parents.id", match="FULL"))
    not_null = Column(ForeignKey("parents.id"), nullable=False, index=True)
    itself = Column(ForeignKey("children.id"))
    itself_by_name = Column(Integer, ForeignKey(id))
    two = Column(Integer, ForeignKey("parents.id"), ForeignKey("parents.pair_a", name="second_on_one_column"))
    chain = Column(ForeignKey("grandchildren.child_id"))


class GrandChild(Base):
    __tablename__ = "grandchildren"

    child_id = Column(ForeignKey("children.by_string"), primary_key=True)


class Composite(Base):
    __tablename__ = "composites"

    a = Column(Integer, primary_key=True)
    b = Column(String(3), primary_key=True)


class UsesComposite(Base):
    __tablename__ = "uses_composites"
    __table_args__ = (
        ForeignKeyConstraint(["a", "b"], ["composites.a", "composites.b"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        ForeignKeyConstraint(["b", "a"], [Composite.b, Composite.a], name="other_way_round", use_alter=True),
    )

    id = Column(Integer, primary_key=True)
    a = Column(Integer)
    b = Column(String(3))
