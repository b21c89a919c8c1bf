"""The third version of Flask-Security's models, which make a table of their own."""
from flask_security.models import fsqla_v3 as fsqla
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class db:
    relationship = staticmethod(relationship)

    @staticmethod
    def backref(name, **options):
        return name

    @staticmethod
    def Table(name, *items):
        return Table(name, Base.metadata, *items)


fsqla.FsModels.set_db_info(db, user_table_name="member")


class Role(Base, fsqla.FsRoleMixin):
    __tablename__ = "role"


class User(Base, fsqla.FsUserMixin):
    __tablename__ = "member"
    points = Column(Integer)


class WebAuthn(Base, fsqla.FsWebAuthnMixin):
    __tablename__ = "webauthn"
