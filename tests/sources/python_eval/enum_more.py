import enum
from enum import Enum, IntEnum, nonmember, member
class Status(str, Enum):
    ACTIVE = "active"
    INACTIVE = "inactive"
    @classmethod
    def choices(cls): return [(c.value, c.name.title()) for c in cls]
    @classmethod
    def has(cls, v): return v in cls._value2member_map_ if hasattr(cls, "_value2member_map_") else v in [c.value for c in cls]
    def __str__(self): return self.value
r_a = Status.choices(), [str(s) for s in Status], f"{Status.ACTIVE}", Status.has("active"), ", ".join(Status), sorted(Status)
class Level(IntEnum):
    LOW = 1
    HIGH = 10
    @property
    def pretty(self): return self.name.capitalize()
r_b = Level.HIGH.pretty, Level.LOW < Level.HIGH, sum(Level), max(Level), Level.LOW | 2, [l.value for l in sorted(Level, reverse=True)]
class Op(Enum):
    ADD = member(lambda a, b: a + b)
    K = nonmember(5)
    def __call__(self, *a): return self.value(*a)
r_c = Op.ADD(1, 2), Op.K, len(Op)
class Kind(Enum):
    A = {"x": 1}
    B = [1, 2]
    C = None
r_d = Kind.A.value["x"], Kind.B.value, Kind.C.value, Kind([1, 2]), Kind(None)
r_e = Status.ACTIVE in ("active", "z"), {"active": 1}[Status.ACTIVE], Status("active") is Status.ACTIVE, Status.ACTIVE == "active", hash(Status.ACTIVE) == hash("active")
r_f = [m for m in Status.__members__], list(Status.__members__.items()), Status.ACTIVE.__class__.__name__, isinstance(Status.ACTIVE, Status), type(Status.ACTIVE) == Status
class Perm(enum.Flag):
    R = 1
    W = 2
    RW = R | W
r_g = Perm.RW, Perm.R | Perm.W is Perm.RW, Perm.R in Perm.RW, Perm.RW.value, list(Perm), ~Perm.R
class Ordered(Enum):
    def __lt__(self, o): return self.value < o.value
    TWO = 2
    ONE = 1
r_h = sorted(Ordered), min(Ordered)
class Auto(Enum):
    A = 5
    B = enum.auto()
    C = "x"
r_i = Auto.B.value
try:
    class Ext(Status): NEW = "n"
except TypeError as e: r_j = "extend"
class WithDict(Enum):
    X = 1
    def as_dict(self): return {self.name: self.value}
    @staticmethod
    def st(): return "st"
    CONST = "c"
r_k = WithDict.X.as_dict(), WithDict.st(), list(WithDict)
try: Status.ACTIVE = "z"
except AttributeError: r_l = "frozen"
r_m = enum.Enum("Dyn", [(n.upper(), n) for n in ("a", "b")]).B.value, enum.Enum("D2", ["P", "Q"], start=5).Q.value
