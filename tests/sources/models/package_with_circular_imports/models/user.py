from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from models import base
from models.base import Base


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    group_id = Column(Integer, ForeignKey("groups.id", use_alter=True, name="user_group"))
    group = relationship(lambda: base.model("Group"), foreign_keys=[group_id])


from models import group  # noqa: E402

LIMIT = group.LIMIT if hasattr(group, "LIMIT") else 5
