"""Re-exports: some by __all__, some by not beginning with an underscore."""
from sqlalchemy import *
from sqlalchemy.orm import declarative_base as make_base

from .constants import *
from .constants import _PRIVATE as visible_after_all

Base = make_base()
