import math, copy, os.path, operator
r_a = math.ceil(1.2), math.floor(-1.2), math.sqrt(16), math.pi, math.log10(1000), math.inf, math.prod([1, 2, 3])
a = [1, [2, 3], {"k": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
r_b = b, c
class P:
    def __init__(self): self.l = [1]
p = P(); q = copy.copy(p); r = copy.deepcopy(p); p.l.append(2)
r_c = q.l, r.l, type(r).__name__
r_d = os.path.join("a", "b", "c.py"), os.path.dirname("/x/y/z.py"), os.path.basename("/x/y/z.py"), os.path.splitext("a.tar.gz"), os.path.join("a", "/b")
import types
ns = types.SimpleNamespace(a=1, b="x")
r_f = ns, ns.a
from types import MappingProxyType
mp = MappingProxyType({"k": 1})
r_g = mp["k"], dict(mp), "k" in mp
import abc
class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
class Impl(Base):
    def f(self): return "impl"
    p = 5
r_h = Impl().f(), Impl().p, type(Base).__name__
from collections.abc import Mapping, Sequence, Iterable, Callable, Hashable
r_i = isinstance({}, Mapping), isinstance([], Sequence), isinstance("x", Sequence), isinstance(1, Iterable), isinstance(len, Callable), isinstance((), Hashable)
r_j = isinstance(iter([]), Iterable), isinstance(set(), Sequence)
