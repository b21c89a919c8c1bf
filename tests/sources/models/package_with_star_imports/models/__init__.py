from .everything import *
from . import tables
