# Litestar hands on advanced-alchemy's names.
import advanced_alchemy
from advanced_alchemy import *

__modules__ = "base mixins types filters repository service"
