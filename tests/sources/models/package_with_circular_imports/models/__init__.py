from models.base import Base
from models.user import User
from models.group import Group

__all__ = ["Base", "User", "Group"]
