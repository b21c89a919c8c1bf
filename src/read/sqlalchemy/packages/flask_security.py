# Flask-Security(-Too): mixins that bring no columns. Its models of several versions stand in files of their own.
from sqlalchemy import UnicodeText
from sqlalchemy.types import TypeDecorator

__modules__ = "core datastore"


class AsaList(TypeDecorator):
    impl = UnicodeText


class UserMixin:
    pass


class RoleMixin:
    pass


class WebAuthnMixin:
    pass
