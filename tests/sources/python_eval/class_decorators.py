def register(name=None):
    def deco(cls):
        cls.registered = name or cls.__name__
        return cls
    return deco
@register("custom")
class A: pass
@register()
class B: pass
r_a = A.registered, B.registered
def add_repr(cls):
    cls.__repr__ = lambda self: f"<{type(self).__name__} {self.__dict__}>"
    return cls
@add_repr
class C:
    def __init__(self): self.x = 1
r_b = C()
class Deco:
    def __init__(self, f): self.f = f; self.n = 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
    def __get__(self, obj, cls): return lambda *a: self(obj, *a)
@Deco
def f(x): return x
r_c = f(1), f(2), f.n
class M:
    @Deco
    def m(self, y): return y
r_d = M().m(4)
def replace(cls): return "replaced"
@replace
class R: pass
r_e = R
class Reg:
    items = {}
    @classmethod
    def add(cls, key):
        def inner(target):
            cls.items[key] = target.__name__
            return target
        return inner
@Reg.add("one")
class One: pass
@Reg.add("two")
def two(): pass
r_f = Reg.items
def mixin(*bases):
    def deco(cls): return type(cls.__name__, (cls, *bases), {"__doc__": cls.__doc__})
    return deco
class Mx:
    mixed = True
@mixin(Mx)
class W: "doc w"
r_g = W.mixed, W.__doc__, W.__name__
