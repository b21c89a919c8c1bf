from dataclasses import dataclass, field, InitVar, fields, make_dataclass
from typing import Optional, List, ClassVar
@dataclass
class Base:
    id: int = 0
    tags: List[str] = field(default_factory=list)
    kind: ClassVar[str] = "base"
@dataclass
class Child(Base):
    name: Optional[str] = None
    seed: InitVar[int] = 1
    computed: int = field(init=False, default=0)
    def __post_init__(self, seed): self.computed = seed * 2
r_a = Child(), Child(5, ["a"], "n", seed=4), Child(name="x").computed, [f.name for f in fields(Child)], Child.kind
@dataclass(eq=False, repr=False)
class Plain:
    x: int = 1
r_b = Plain() == Plain(), Plain().x
@dataclass
class Nested:
    b: Base = field(default_factory=Base)
    m: dict = field(default_factory=lambda: {"k": 1})
n = Nested()
n.b.tags.append("t")
r_c = n, Nested(), Nested().m is Nested().m
@dataclass(order=True)
class Ver:
    major: int
    minor: int = 0
    def __str__(self): return f"{self.major}.{self.minor}"
r_d = max(Ver(1, 2), Ver(1, 10)), str(Ver(3)), Ver(1) < Ver(2), sorted([Ver(2), Ver(1, 5), Ver(1)])
@dataclass(frozen=True)
class Key:
    a: str
    def with_b(self, b): return (self.a, b)
r_e = {Key("x"): 1}[Key("x")], Key("q").with_b(2), Key("a") == Key("a")
class Meta(type):
    def __new__(m, n, b, ns): return dataclass(super().__new__(m, n, b, ns))
class Auto(metaclass=Meta):
    x: int = 3
r_f = Auto(), Auto(4).x
match Ver(1, 2):
    case Ver(1, m): r_g = m
