# neutron-lib: the base of Neutron and its plug-ins.
import uuid

import sqlalchemy as sa
from oslo_db.sqlalchemy import models
from sqlalchemy.ext import declarative


class HasProject:
    project_id = sa.Column(sa.String(255), index=True)


class HasProjectNoIndex(HasProject):
    project_id = sa.Column(sa.String(255))


class HasProjectPrimaryKeyIndex(HasProject):
    project_id = sa.Column(sa.String(255), nullable=False, primary_key=True, index=True)


class HasProjectPrimaryKey(HasProject):
    project_id = sa.Column(sa.String(255), nullable=False, primary_key=True)


class HasId:
    id = sa.Column(sa.String(36), primary_key=True, default=lambda: str(uuid.uuid4()))


class HasStatusDescription:
    status = sa.Column(sa.String(16), nullable=False)
    status_description = sa.Column(sa.String(255))


class NeutronBaseV2(models.ModelBase):
    __table_args__ = {"mysql_engine": "InnoDB"}

    @declarative.declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"


BASEV2 = declarative.declarative_base(cls=NeutronBaseV2)
