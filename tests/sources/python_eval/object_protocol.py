class Vec:
    def __init__(self, *v): self.v = v
    def __sub__(self, o): return Vec(*[a - b for a, b in zip(self.v, o.v)])
    def __mul__(self, k): return NotImplemented if not isinstance(k, int) else Vec(*[a * k for a in self.v])
    __rmul__ = __mul__
    def __or__(self, o): return "or"
    def __and__(self, o): return "and"
    def __invert__(self): return "inv"
    def __matmul__(self, o): return "mat"
    def __eq__(self, o): return "eqobj"
    def __ge__(self, o): return ("ge", o)
    def __str__(self): return "str" + str(self.v)
    def __format__(self, spec): return "fmt:" + spec
    def __reversed__(self): return reversed(self.v)
    def __setitem__(self, k, val): self.v = (k, val)
    def __delitem__(self, k): self.v = ("del", k)
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __abs__(self): return "abs"
    def __dir__(self): return ["b", "a"]
v = Vec(3, 4)
r_a = (v - Vec(1, 1)).v, (v * 2).v, (2 * v).v, v | 1, v & 1, ~v, v @ 1, v == 1, v >= 3, str(v), f"{v:x}", list(reversed(v)), int(v), float(v), abs(v), [1, 2, 3][v], dir(v)
try: v * 1.5
except TypeError: r_b = "TypeError"
v["k"] = 1
r_c = v.v
del v["q"]
r_d = v.v
class Sub(Vec):
    def __rsub__(self, o): return "rsub"
r_e = Vec(1) - Sub(2)
class Cmp:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"C{self.n}"
r_f = sorted([Cmp(2), Cmp(1)]), min(Cmp(3), Cmp(2)), Cmp(1) > Cmp(0)
class NoEq: pass
a, b = NoEq(), NoEq()
r_g = a == a, a == b, a != b, a in [a], b in [a], len({a, b})
class H:
    def __eq__(self, o): return True
    __hash__ = None
try: {H(): 1}
except TypeError as e: r_h = str(e)
class Getter:
    def __class_getitem__(cls, k): return (cls.__name__, k)
r_i = Getter[int], Getter["a", "b"]
class Len:
    def __len__(self): return 0
r_j = bool(Len()), not Len(), len(Len())
