import enum
from enum import Enum, IntEnum, Flag, auto, unique
class Color(Enum):
    RED = "red"
    GREEN = "green"
    CRIMSON = "red"
    def describe(self): return self.name.lower() + "!"
    @property
    def label(self): return self.value.upper()
    @classmethod
    def default(cls): return cls.GREEN
r_a = list(Color), Color.RED.name, Color.RED.value, Color("green"), Color["RED"], Color.CRIMSON is Color.RED
r_b = Color.RED.describe(), Color.GREEN.label, Color.default(), len(Color), Color.RED in Color, str(Color.RED), repr(Color.RED)
r_c = [c.value for c in Color], list(Color.__members__), [m.name for m in Color.__members__.values()], Color.RED == Color.RED, Color.RED != Color.GREEN
class N(IntEnum):
    A = 1
    B = 2
r_d = N.A + 1, N.B > N.A, N(2), sorted([N.B, N.A]), str(N.A), f"{N.A}", N.A == 1, int(N.B), repr(N.A)
class S(str, Enum):
    X = "x"
    Y = "y"
r_e = S.X == "x", S.X.upper(), S.X.value, repr(S.X), isinstance(S.X, str), "a" + S.X, S("y"), {S.X: 1}["x"], S.X.name
class A(Enum):
    one = auto()
    two = auto()
    three = auto()
r_f = [(a.name, a.value) for a in A]
class F(Flag):
    R = auto()
    W = auto()
    X = auto()
r_g = F.R | F.W == F(3), (F.R | F.W).value, F.R in (F.R | F.W), F.X.value, bool(F.R & F.W)
class Planet(Enum):
    EARTH = (1, "e")
    MARS = (2, "m")
    def __init__(self, num, letter):
        self.num = num
        self.letter = letter
r_h = Planet.MARS.num, Planet.MARS.letter, Planet.EARTH.value, Planet((1, "e"))
class Gen(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    FOO = auto()
    BAR = auto()
r_i = [g.value for g in Gen]
class Miss(Enum):
    A = 1
    @classmethod
    def _missing_(cls, value): return cls.A
r_j = Miss(99)
try: Color("nope")
except ValueError as e: r_k = str(e)
try: Color["nope"]
except KeyError as e: r_l = str(e)
Func = Enum("Func", "P Q R")
r_m = [(m.name, m.value) for m in Func]
Func2 = Enum("Func2", {"a": 10, "b": 20})
r_n = Func2.b.value
class New(Enum):
    A = ("a", 1)
    B = ("b", 2)
    def __new__(cls, text, n):
        obj = object.__new__(cls)
        obj._value_ = text
        obj.n = n
        return obj
r_o = New.A.value, New("b").n
@unique
class U(Enum):
    A = 1
r_p = U.A, isinstance(U.A, Enum), issubclass(U, Enum), type(U.A) is U, type(U).__name__ in ("EnumType", "EnumMeta")
class Base(Enum):
    def hello(self): return "hi " + self.name
class Derived(Base):
    Z = 1
r_q = Derived.Z.hello(), max(len(c.value) for c in Color), {c.name: c.value for c in Color}
class WithConst(Enum):
    _ignore_ = ["tmp"]
    tmp = 5
    A = tmp
r_r = list(WithConst)
