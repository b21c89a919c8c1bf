from sqlalchemy import Column, Integer

from app.base import Base


class Dog(Base):
    __tablename__ = "dogs"
    id = Column(Integer, primary_key=True)
