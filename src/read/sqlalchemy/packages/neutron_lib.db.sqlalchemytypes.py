# neutron-lib: addresses and moments.
import sqlalchemy as sa
from sqlalchemy import types


class IPAddress(types.TypeDecorator):
    impl = sa.String(64)


class CIDR(types.TypeDecorator):
    impl = sa.String(64)


class MACAddress(types.TypeDecorator):
    impl = sa.String(64)


class TruncatedDateTime(types.TypeDecorator):
    impl = sa.DateTime
