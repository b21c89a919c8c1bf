import enum

__all__ = ["LENGTH", "Status"]
__all__ += ["EXTRA"]

LENGTH = 24
EXTRA = LENGTH * 2
NOT_EXPORTED = 1
_PRIVATE = 3


class Status(enum.Enum):
    UP = "up"
    DOWN = "down"
