class A:
    """Doc of A."""
    x = 1
    def __init__(self, v): self.v = v
    def get(self): return self.v
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def stat(v): return v * 2
    @property
    def double(self): return self.v * 2
    @double.setter
    def double(self, value): self.v = value // 2
    def __repr__(self): return f"A({self.v!r})"
    def __eq__(self, o): return isinstance(o, A) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < o.v
    def __add__(self, o): return A(self.v + o.v)
    def __radd__(self, o): return A(self.v + o)
    def __len__(self): return 3
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == "in"
    def __call__(self, *a): return a
    def __iter__(self): return iter([1, 2])
    def __bool__(self): return self.v != 0
    def __neg__(self): return A(-self.v)
    def __iadd__(self, o): self.v += 100; return self
class B(A):
    x = 2
    def get(self): return super().get() + 1
    @classmethod
    def make(cls, v): return super().make(v + 1)
a, b = A(1), B(2)
r_a = a.get(), b.get(), A.make(5), B.make(5), type(B.make(1)).__name__, A.stat(4), a.double
a.double = 10
r_b = a.v, a == A(5), a != A(5), a < A(9), A(1) + A(2), 5 + A(1), len(a), a["k"], "in" in a, a(1, 2), list(a), bool(A(0)), -a
r_c = B.__mro__[1].__name__, B.__bases__[0].__name__, B.__name__, isinstance(b, A), issubclass(B, A), type(b) is B
r_d = A.x, B.x, b.x, hasattr(a, "nope"), getattr(a, "nope", "dflt"), dict(a.__dict__), A.__doc__
a += 1
r_e = a
setattr(a, "dyn", 7); A.later = "added"
r_f = a.dyn, b.later, vars(b)
del a.dyn
r_g = hasattr(a, "dyn"), sorted([A(3), A(1)]), {A(1): "k"}[A(1)], max(A(1), A(2))
class E: pass
r_h = isinstance(E(), object), E.__module__ == __name__, E().__class__ is E
try:
    E(1)
except TypeError as e:
    r_i = str(e)
try:
    E().nope
except AttributeError as e:
    r_j = str(e)
try:
    E.nope
except AttributeError as e:
    r_k = str(e)
