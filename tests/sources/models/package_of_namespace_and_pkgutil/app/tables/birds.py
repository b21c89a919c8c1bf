from sqlalchemy import Column, Integer

from app.base import Base


class Bird(Base):
    __tablename__ = "birds"
    id = Column(Integer, primary_key=True)
