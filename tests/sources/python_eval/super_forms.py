class A:
    def m(self): return "A"
    @classmethod
    def c(cls): return "cA " + cls.__name__
    @staticmethod
    def s(): return "sA"
    @property
    def p(self): return "pA"
    def __new__(cls, *a, **k):
        o = super().__new__(cls)
        o.made = cls.__name__
        return o
    def __init__(self, v=0): self.v = v
class B(A):
    def m(self): return "B" + super(B, self).m()
    @classmethod
    def c(cls): return "B" + super().c()
    @staticmethod
    def s(): return "B" + A.s()
    @property
    def p(self): return "B" + super().p
    def __init__(self, v): super().__init__(v + 1); A.__init__(self, self.v + 1)
b = B(1)
r_a = b.m(), B.c(), b.s(), b.p, b.v, b.made, A().made
class C(B):
    def m(self):
        def inner(): return super(C, self).m()
        return inner() + str([super(C, self).m() for _ in range(1)])
r_b = C(1).m()
class D(A):
    def __setattr__(self, k, v): super().__setattr__(k, v * 2)
    def __getattribute__(self, k):
        if k == "zz": return "ZZ"
        return super().__getattribute__(k)
d = D(4)
r_c = d.v, d.zz, d.m()
class E(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def get(self, k, d=None): return ("got", super().get(k, d))
e = E(); e["a"] = 1
r_d = e["a"], e.get("a"), e.get("z")
class F(list):
    def append(self, x): super().append(x * 2); return self
r_e = F([1]).append(5)
class G(Exception):
    def __init__(self, a, b): super().__init__(f"{a}-{b}"); self.a = a
try: raise G(1, 2)
except G as g: r_f = str(g), g.a, g.args
class Meta(type):
    def __new__(m, n, b, ns, **k): return super().__new__(m, n + "X", b, ns)
class H(metaclass=Meta): pass
r_g = H.__name__
