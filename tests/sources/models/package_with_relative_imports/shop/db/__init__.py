from .base import Base, metadata
from .types import *

__all__ = ["Base", "metadata", "Money"]
