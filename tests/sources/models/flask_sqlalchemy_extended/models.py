"""SQLAlchemy() derived from, with names of its own; and classes that name a table but have no key to stand in it."""
from flask_sqlalchemy import SQLAlchemy as FlaskSQLAlchemy
from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator):
    impl = DateTime(timezone=True)
    cache_ok = True


class SQLAlchemy(FlaskSQLAlchemy):
    def __getattr__(self, name):
        if name == "UTCDateTime":
            return UTCDateTime
        if name == "Timestamp":
            return Timestamp
        return super().__getattr__(name)


db = SQLAlchemy()


class Timestamp:
    created = db.Column(db.UTCDateTime, nullable=False)


class Users(db.Model, db.Timestamp):
    __tablename__ = "users"
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), unique=True)
    kind = db.Column(db.String(80))
    __mapper_args__ = {"polymorphic_identity": "user", "polymorphic_on": kind}


class Admins(Users):
    """In the table of users, whatever it calls its own."""

    __tablename__ = "admins"
    __mapper_args__ = {"polymorphic_identity": "admin"}
    level = db.Column(db.Integer)


class Guests(Users):
    __tablename__ = "guests"
    __mapper_args__ = {"polymorphic_identity": "guest"}
    id = db.Column(db.ForeignKey("users.id"), primary_key=True)
    until = db.Column(db.UTCDateTime)
