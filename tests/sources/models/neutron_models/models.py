"""Models on neutron-lib's base: names from classes, projects, standard attributes."""
import sqlalchemy as sa
from neutron_lib.db import constants as db_const
from neutron_lib.db import model_base, sqlalchemytypes, standard_attr
from sqlalchemy import orm


class Network(standard_attr.HasStandardAttributes, model_base.BASEV2, model_base.HasId, model_base.HasProject):
    name = sa.Column(sa.String(db_const.NAME_FIELD_SIZE))
    mtu = sa.Column(sa.Integer, nullable=False, server_default="1500")
    api_collections = []


class Port(model_base.BASEV2, model_base.HasId):
    __tablename__ = "network_ports"
    __table_args__ = (
        sa.UniqueConstraint("network_id", "mac", name="uniq_mac"),
        model_base.BASEV2.__table_args__,
    )
    network_id = sa.Column(sa.String(36), sa.ForeignKey("networks.id", ondelete="CASCADE"), nullable=False)
    mac = sa.Column(sqlalchemytypes.MACAddress)
    address = sa.Column(sqlalchemytypes.IPAddress)
    seen = sa.Column(sqlalchemytypes.TruncatedDateTime)
    network = orm.relationship(Network)


class Quota(model_base.BASEV2, model_base.HasProjectPrimaryKey):
    resource = sa.Column(sa.String(255), nullable=False, primary_key=True)
