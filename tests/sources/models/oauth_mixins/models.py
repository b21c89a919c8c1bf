"""Mixins of Authlib and Flask-Dance, and those of oslo.db."""
from authlib.integrations.sqla_oauth2 import OAuth2AuthorizationCodeMixin, OAuth2ClientMixin, OAuth2TokenMixin
from flask_dance.consumer.storage.sqla import OAuthConsumerMixin
from oslo_db.sqlalchemy import models
from oslo_db.sqlalchemy import types as oslo_types
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Client(Base, OAuth2ClientMixin):
    __tablename__ = "clients"
    id = Column(Integer, primary_key=True)


class Code(Base, OAuth2AuthorizationCodeMixin):
    __tablename__ = "codes"
    id = Column(Integer, primary_key=True)


class Token(Base, OAuth2TokenMixin):
    __tablename__ = "tokens"
    id = Column(Integer, primary_key=True)


class Login(OAuthConsumerMixin, Base):
    pass


class Volume(Base, models.ModelBase, models.TimestampMixin, models.SoftDeleteMixin):
    __tablename__ = "volumes"
    id = Column(Integer, primary_key=True)
    extra = Column(oslo_types.JsonEncodedDict())
    name = Column(oslo_types.String(64))
