"""Types of sqlalchemy_utils whose impl, or load_dialect_impl, a project replaces."""
from sqlalchemy import Column, Integer, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import declarative_base
from sqlalchemy_utils import EmailType, StringEncryptedType, URLType

Base = declarative_base()


class Secret(StringEncryptedType):
    impl = Text


class Mail(EmailType):
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.VARCHAR(99))
        return dialect.type_descriptor(String(9))


class Account(Base):
    __tablename__ = "accounts"

    id = Column(Integer, primary_key=True)
    token = Column(Secret(Text, "key"), nullable=False)
    plain = Column(StringEncryptedType(String, "key"))
    mail = Column(Mail)
    other = Column(EmailType)
    url = Column(URLType)
