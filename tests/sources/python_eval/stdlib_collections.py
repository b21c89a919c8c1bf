from collections import namedtuple, OrderedDict, defaultdict, Counter, deque, ChainMap
P = namedtuple("P", "x y")
p = P(1, y=2)
r_a = p, p.x, p[1], p._fields, p._asdict(), p._replace(x=9), tuple(p), P._make([5, 6]), p == (1, 2), P.__name__
x, y = p
r_b = x, y, isinstance(p, tuple), len(p)
Q = namedtuple("Q", ["a", "b"], defaults=[7])
r_c = Q(1)
class Sub(namedtuple("Base", "m n")):
    __slots__ = ()
    def total(self): return self.m + self.n
r_d = Sub(1, 2).total(), Sub(1, 2)
d = defaultdict(list)
d["a"].append(1)
r_e = d, d["zz"], dict(d), "q" in d
c = Counter("banana")
r_f = c, c["a"], c["zz"], c.most_common(1), Counter(["x"]) + Counter(["x", "y"])
o = OrderedDict([("b", 1), ("a", 2)])
o.move_to_end("b")
r_g = list(o), o["a"]
q = deque([1, 2]); q.appendleft(0); q.append(3)
r_h = list(q), q.popleft(), q.pop()
r_i = ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], ChainMap({"a": 1}, {"a": 2})["a"]
dd = defaultdict(lambda: defaultdict(int))
dd["x"]["y"] += 1
r_j = dd["x"]["y"], dd["x"]["z"]
from typing import NamedTuple
class NT(NamedTuple):
    a: int
    b: str = "dflt"
    def both(self): return (self.a, self.b)
r_k = NT(1), NT(1, "x").both(), NT(a=3).b, NT._fields
