from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, KW_ONLY
from typing import ClassVar, List
@dataclass
class A:
    x: int
    y: str = "d"
    z: list = field(default_factory=list)
    c: ClassVar[int] = 9
    def total(self): return self.x + len(self.z)
a = A(1, z=[1, 2])
r_a = a, a.total(), a == A(1, "d", [1, 2]), a != A(2), [f.name for f in fields(A)], asdict(a), astuple(a), replace(a, x=5), is_dataclass(A)
@dataclass
class B(A):
    w: int = 0
    def __post_init__(self): self.post = self.x * 10
b = B(1, w=4)
r_b = b, b.post
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: int = 0
r_c = F(1) < F(2), hash(F(1)) == hash(F(1)), {F(1): "k"}[F(1)], sorted([F(3), F(1)])
try: F(1).a = 2
except Exception as e: r_d = type(e).__name__
@dataclass(kw_only=True)
class K:
    a: int = 1
    b: int
r_e = K(b=2)
@dataclass
class M:
    a: int
    _: KW_ONLY
    b: int = 5
r_f = M(1, b=6)
try: A()
except TypeError as e: r_g = "TypeError"
r_h = A.__match_args__, A.y, hasattr(A, "z"), field(default=3).default
@dataclass
class H:
    a: int = field(default=1, repr=False, compare=False, metadata={"k": "v"})
    b: int = 2
r_i = H(5), H(5) == H(6), fields(H)[0].metadata["k"]
