class O: 
    def who(self): return ["O"]
class A(O):
    def who(self): return ["A"] + super().who()
class B(O):
    def who(self): return ["B"] + super().who()
class C(A, B):
    def who(self): return ["C"] + super().who()
r_a = C().who(), [k.__name__ for k in C.__mro__]
class Mixin:
    def __init__(self, **kw):
        self.mixed = kw.pop("m", None)
        super().__init__(**kw)
class Base:
    def __init__(self, x=0): self.x = x
class D(Mixin, Base): pass
d = D(m=1, x=2)
r_b = d.mixed, d.x
try:
    class Bad(O, A): pass
except TypeError as e:
    r_c = "MRO" in str(e)
class X:
    @classmethod
    def create(cls): return cls.__name__
class Y(X): pass
r_d = Y.create(), Y().create(), super(C, C()).who(), super(A, C()).who()
r_e = C.mro()[1].__name__, X.__subclasses__()[0].__name__
class P:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
class Q(P, tag="q"): pass
class R(Q): pass
r_f = Q.tag, R.tag
class Registry:
    seen = []
    def __init_subclass__(cls): Registry.seen.append(cls.__name__)
class One(Registry): pass
class Two(One): pass
r_g = Registry.seen
class V:
    def f(self): return type(self).__name__, __class__.__name__
class W(V): pass
r_h = W().f()
