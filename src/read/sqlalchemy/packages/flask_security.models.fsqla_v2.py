# Flask-Security: the second version of its models.
from flask_security.models.fsqla import FsModels as _FsModels
from flask_security.models.fsqla import FsRoleMixin as _FsRoleMixin
from flask_security.models.fsqla import FsUserMixin as _FsUserMixin
from sqlalchemy import Column, String, Text


class FsModels(_FsModels):
    pass


class FsRoleMixin(_FsRoleMixin):
    pass


class FsUserMixin(_FsUserMixin):
    username = Column(String(255), unique=True, nullable=True)
    us_totp_secrets = Column(Text, nullable=True)
    us_phone_number = Column(String(128), nullable=True)
