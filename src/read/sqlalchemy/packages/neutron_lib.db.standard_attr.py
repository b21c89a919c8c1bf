# neutron-lib: what all resources have, in a table of its own.
import sqlalchemy as sa
from neutron_lib.db import model_base, sqlalchemytypes
from sqlalchemy.ext import declarative


class StandardAttribute(model_base.BASEV2):
    id = sa.Column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True)
    resource_type = sa.Column(sa.String(255), nullable=False)
    description = sa.Column(sa.String(255))
    revision_number = sa.Column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="0", nullable=False)
    created_at = sa.Column(sqlalchemytypes.TruncatedDateTime)
    updated_at = sa.Column(sqlalchemytypes.TruncatedDateTime)


class HasStandardAttributes:
    @declarative.declared_attr
    def standard_attr_id(cls):
        return sa.Column(
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey(StandardAttribute.id, ondelete="CASCADE"), unique=True, nullable=False)

    @declarative.declared_attr
    def standard_attr(cls):
        return sa.orm.relationship(StandardAttribute, lazy="joined", single_parent=True, uselist=False)
