"""What SQLAlchemy-Utils has beside plain types: ranges, timestamps, aggregates, composites of mixins and types."""
import enum

from sqlalchemy import Column, ForeignKey, Integer, String, Unicode, func
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy_utils import (
    ArrowType, ChoiceType, DateRangeType, DateTimeRangeType, EmailType, EncryptedType, Int8RangeType, IntRangeType,
    IPAddressType, JSONType, LtreeType, NumericRangeType, ScalarListType, StringEncryptedType, Timestamp, TSVectorType,
    URLType, UUIDType, aggregated, force_auto_coercion, generic_repr, observes)
from sqlalchemy_utils.types.choice import ChoiceType as Choice
from sqlalchemy_utils.types.encrypted.encrypted_type import AesEngine

force_auto_coercion()
Base = declarative_base()


class Level(enum.Enum):
    low = 1
    high = 2


@generic_repr
class Thread(Base, Timestamp):
    __tablename__ = "threads"
    id = Column(Integer, primary_key=True)
    name = Column(Unicode(255))

    @aggregated("comments", Column(Integer, default=0, nullable=False))
    def comment_count(self):
        return func.count("1")

    comments = relationship("Comment", backref="thread")


@generic_repr("id")
class Comment(Base):
    __tablename__ = "comments"
    id = Column(Integer, primary_key=True)
    thread_id = Column(Integer, ForeignKey("threads.id"))
    words = Column(Integer)

    @observes("words")
    def words_observer(self, words):
        pass


class Everything(Base):
    __tablename__ = "everything"
    id = Column(UUIDType(binary=False), primary_key=True)
    uuid_binary = Column(UUIDType)
    arrow = Column(ArrowType)
    arrow_tz = Column(ArrowType(timezone=True))
    choice = Column(ChoiceType([("a", "A"), ("b", "B")]))
    choice_impl = Column(Choice(Level, impl=Integer()))
    choice_string = Column(ChoiceType([("a", "A")], impl=String(1)))
    email = Column(EmailType)
    email_short = Column(EmailType(100))
    encrypted = Column(EncryptedType(String, "key", AesEngine, "pkcs5"))
    encrypted_text = Column(StringEncryptedType(String, "key", AesEngine, "pkcs5"))
    encrypted_short = Column(StringEncryptedType(String, "key", AesEngine, "pkcs5", length=99))
    json = Column(JSONType)
    scalars = Column(ScalarListType())
    url = Column(URLType)
    ip = Column(IPAddressType)
    vector = Column(TSVectorType)
    ranges = Column(IntRangeType)
    ranges8 = Column(Int8RangeType(step=1000))
    numerics = Column(NumericRangeType)
    dates = Column(DateRangeType)
    moments = Column(DateTimeRangeType)
    path = Column(LtreeType)
