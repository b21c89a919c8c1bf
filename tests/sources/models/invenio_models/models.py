"""Models on Invenio's db, with its naming convention and timestamps."""
from invenio_db import db
from invenio_db.shared import Timestamp, UTCDateTime
from sqlalchemy.dialects import postgresql

members = db.Table(
    "members",
    db.Column("record_id", db.Integer, db.ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
    db.Column("name", db.String(20), primary_key=True),
)


class Record(db.Model, Timestamp):
    __tablename__ = "records"
    id = db.Column(db.Integer, primary_key=True)
    json = db.Column(db.JSON().with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=True)
    kind = db.Column(db.String(10), unique=True, index=True, nullable=False)
    seen = db.Column(UTCDateTime)
    parent_id = db.Column(db.Integer, db.ForeignKey("records.id"))
    __table_args__ = (db.CheckConstraint("kind <> ''", name="kind_given"),)


class HasNoName(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    at = db.Column(db.UTCDateTime)
