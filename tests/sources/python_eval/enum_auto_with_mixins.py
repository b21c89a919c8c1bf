# auto() beside str and int: what stood in the class is counted, not what became of it.
import enum
from enum import Enum, EnumMeta, IntEnum, auto


class Meta(EnumMeta):
    def __contains__(cls, item):
        try:
            cls(item)
        except ValueError:
            return False
        return True


class Base(str, Enum, metaclass=Meta):
    @classmethod
    def by_value(cls, value):
        return cls(value)


class Kind(Base):
    regular = auto()
    vertical = auto()
    unknown = auto()


class Mixed(str, Enum):
    first = "one"
    second = "two"


class Level(int, Enum):
    low = auto()
    high = 10
    higher = auto()


class Lower(str, Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(len(last_values))

    A = auto()
    B = auto()


r_a = [m.name for m in Kind], [m.value for m in Kind], Kind.by_value("2").name, "3" in Kind
r_b = [m.value for m in Mixed], [m.value for m in Level], [m.value for m in Lower], len(Kind)
