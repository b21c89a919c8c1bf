from sqlalchemy import Column, Integer

from app.base import Base


class Cat(Base):
    __tablename__ = "cats"
    id = Column(Integer, primary_key=True)
