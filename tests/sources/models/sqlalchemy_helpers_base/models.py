"""The base of sqlalchemy-helpers, and one of one's own made by it."""
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String
from sqlalchemy_helpers import Base, get_base
from sqlalchemy_helpers.manager import get_or_create

Own = get_base()


class Project(Base):
    __tablename__ = "projects"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)
    id = Column(Integer, primary_key=True)
    name = Column(String(200), unique=True, index=True)


class Version(Base):
    __tablename__ = "versions"
    id = Column(Integer, primary_key=True)
    project_id = Column(Integer, ForeignKey("projects.id"))


class Other(Own):
    __tablename__ = "others"
    id = Column(Integer, primary_key=True)
    code = Column(String(3), unique=True)
