class A:
    def __init__(self): self._x = 1
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): self._x = None
    @classmethod
    @property
    def weird(cls): return cls.__name__
class B(A):
    @property
    def x(self): return super().x * 10
class C(A):
    @A.x.getter
    def x(self): return "getter"
    x2 = property(lambda self: self.x + "2")
a, b, c = A(), B(), C()
a.x = 5
r_a = a.x, b.x, c.x, c.x2
del a.x
r_b = a.x
c.x = 9
r_c = c._x, c.x
class D:
    v = property(lambda s: 1)
    def __getattr__(self, n): return "fallback " + n
r_d = D().v, D().w
class E:
    attr = "class"
    def __init__(self): self.attr = "inst"
r_e = E.attr, E().attr
class F:
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.s() + "c"
    alias = c
class G(F):
    @staticmethod
    def s(): return "G"
r_f = F.c(), G.c(), G().c(), F.alias(), F().s()
class H:
    a: int = 1
    b: str
    def m(self, x: int = 2) -> str: return x
r_g = H.a, hasattr(H, "b"), H().m(), "b" in H.__annotations__
class I:
    x = y = 1
    x += 1
    def __init__(self): self.x += 1
r_h = I.x, I().x, I.y
