from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer

import models.user as user_module
from models.base import Base

LIMIT = 9


class Group(Base):
    __tablename__ = "groups"
    __table_args__ = (CheckConstraint(f"size <= {LIMIT}", name="size_limit"),)

    id = Column(Integer, primary_key=True)
    size = Column(Integer)
    owner_id = Column(Integer, ForeignKey("users.id"))
