"""sqlalchemy_searchable gives each search vector an index; what it adds beside that are functions and triggers."""
from sqlalchemy import Column, Integer, MetaData, Unicode
from sqlalchemy.orm import declarative_base
from sqlalchemy_searchable import make_searchable
from sqlalchemy_utils.types import TSVectorType

Base = declarative_base(metadata=MetaData())
make_searchable(Base.metadata, options={"regconfig": "pg_catalog.simple"})


class Article(Base):
    __tablename__ = "articles"

    id = Column(Integer, primary_key=True)
    name = Column(Unicode(255))
    body = Column(Unicode(255))
    search_vector = Column(TSVectorType("name", "body", weights={"name": "A"}))
    bare_vector = Column(TSVectorType("name", auto_index=False))
    of_nothing = Column(TSVectorType)
