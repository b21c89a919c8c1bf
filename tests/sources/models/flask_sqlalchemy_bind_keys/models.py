"""Models and tables of several databases: each bind key has a MetaData of its own, with the naming convention of db's."""
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData

db = SQLAlchemy(metadata=MetaData(naming_convention={"pk": "%(table_name)s_pk", "fk": "%(table_name)s_%(column_0_name)s_to"}))


class Author(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Archived(db.Model):
    __abstract__ = True
    __bind_key__ = "archive"


class Letter(Archived):
    id = db.Column(db.Integer, primary_key=True)


class Stamp(Archived):
    id = db.Column(db.Integer, primary_key=True)
    letter_id = db.Column(db.ForeignKey("letter.id"))


class Visit(db.Model):
    __bind_key__ = "log"
    id = db.Column(db.Integer, primary_key=True)


letters_by_visit = db.Table(
    "letters_by_visit",
    db.Column("visit_id", db.ForeignKey("visit.id"), primary_key=True),
    bind_key="log",
)

# Named where it stands.
hidden = db.Table("hidden", db.metadatas["log"], db.Column("n", db.Integer, primary_key=True))
assert letters_by_visit.metadata is Visit.metadata is not db.metadata
assert Letter.metadata is Stamp.metadata is db.metadatas["archive"]
