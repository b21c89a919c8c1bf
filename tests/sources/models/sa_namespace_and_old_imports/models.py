"""import sqlalchemy as sa, sa.orm, sqlalchemy.ext.declarative, synonyms, deferred and column_property around columns."""
import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.ext.mutable import MutableDict, MutableList

Base = declarative_base(metadata=sa.MetaData())


class Thing(Base):
    __tablename__ = "things"

    pk = id_ = sa.Column("id", sa.Integer, primary_key=True)
    first: str = sa.Column(sa.String(10), nullable=False)
    last = sa.Column(name="last_name", type_=sa.String(20))
    lazy = orm.deferred(sa.Column(sa.Text, nullable=False))
    grouped = sqlalchemy.orm.deferred(sa.Column("grouped_column", sa.LargeBinary), group="blobs")
    wrapped = orm.column_property(sa.Column(sa.Integer, server_default="1"))
    computed = orm.column_property(first + " " + last)
    data = sa.Column(MutableDict.as_mutable(pg.JSONB), nullable=False, server_default=sa.text("'{}'"))
    items = sa.Column(MutableList.as_mutable(pg.ARRAY(sa.Integer)))
    other = orm.synonym("first")
    old_style = sa.schema.Column(sa.types.Integer(), sa.schema.ForeignKey("things.id"))

    @hybrid_property
    def name(self):
        return self.first + self.last

    @orm.validates("first")
    def check_first(self, key, value):
        return value


sa.Index("ix_things_attributes", Thing.last, Thing.grouped, Thing.pk)
