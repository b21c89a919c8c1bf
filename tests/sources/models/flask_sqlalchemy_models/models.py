"""db.Model: names made from the class, db.Column and friends, db.Table, mixins and abstract models."""
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class BlogPost(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False, index=True)
    body = db.Column(db.Text)
    author_id = db.Column(db.ForeignKey("author.id", ondelete="CASCADE"), nullable=False)
    author = db.relationship("Author", backref=db.backref("posts", lazy=True))


class Author(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50), unique=True)


class HTTPLog(db.Model):
    id = db.Column(db.BigInteger, primary_key=True)
    at = db.Column(db.DateTime(timezone=True), server_default=db.func.now())


class OAuth2Token(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Named(db.Model):
    __tablename__ = "explicitly_named"
    __table_args__ = (db.UniqueConstraint("a", "b", name="a_and_b"), db.Index("ix_b", "b"), db.CheckConstraint("b > 0"))

    a = db.Column(db.Integer, primary_key=True)
    b = db.Column(db.Numeric(8, 2))


class Timed:
    created = db.Column(db.DateTime, nullable=False, default=db.func.now())


class Dated(Timed, db.Model):
    __abstract__ = True
    day = db.Column(db.Date)


class SpecialDay(Dated):
    id = db.Column(db.Integer, primary_key=True)


class Engineer(Author):
    """Joined, because it has a key of its own."""

    id = db.Column(db.ForeignKey(Author.id), primary_key=True)
    field = db.Column(db.Enum("civil", "software", name="engineering"))


tags = db.Table(
    "tags",
    db.Column("post_id", db.Integer, db.ForeignKey("blog_post.id"), primary_key=True),
    db.Column("author_id", db.ForeignKey(Author.id), primary_key=True),
)


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql://"
    db.init_app(app)
    return app
