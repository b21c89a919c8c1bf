from .everything import *
from .everything import visible_after_all as LEVELS


class Host(Base):
    __tablename__ = "hosts"

    id = Column(Integer, primary_key=True)
    name = Column(String(LENGTH), nullable=False)
    alias = Column(String(EXTRA))
    status = Column(Enum(Status))
    level = Column(SmallInteger, CheckConstraint(f"level < {LEVELS}"))
