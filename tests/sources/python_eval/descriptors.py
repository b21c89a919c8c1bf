class Desc:
    def __set_name__(self, owner, name): self.name = name; self.owner = owner.__name__
    def __get__(self, obj, cls=None):
        if obj is None: return self
        return obj.__dict__.get("_" + self.name, "default of " + self.name)
    def __set__(self, obj, value): obj.__dict__["_" + self.name] = value * 2
class NonData:
    def __get__(self, obj, cls): return "nondata", cls.__name__
class A:
    d = Desc()
    n = NonData()
a = A()
r_a = a.d, A.d.name, A.d.owner
a.d = 5
r_b = a.d, a.n, A.n
a.n = "own"
r_c = a.n, a.__dict__
class L:
    def __getattr__(self, name):
        if name.startswith("x"): return name
        raise AttributeError(name)
    def __setattr__(self, name, v): object.__setattr__(self, name, v + 1)
l = L(); l.k = 1
r_d = l.xyz, l.k, hasattr(l, "no"), getattr(l, "no", 0)
class G:
    def __getattribute__(self, name):
        if name == "magic": return 42
        return super().__getattribute__(name)
    y = 1
r_e = G().magic, G().y
class P:
    def _get(self): return "got"
    def _set(self, v): self.s = v
    p = property(_get, _set, doc="docs")
p = P(); p.p = 3
r_f = p.p, p.s, P.p.__doc__, isinstance(P.p, property), P.p.fget(p)
class RO:
    @property
    def ro(self): return 1
try:
    RO().ro = 2
except AttributeError:
    r_g = "read-only"
class classproperty:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return self.f(owner)
class T:
    @classproperty
    def table(cls): return cls.__name__.lower()
class Users(T): pass
r_h = T.table, Users.table, Users().table
class Slots:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
r_i = Slots().a
class Del:
    def __delattr__(self, n): self.__dict__["gone"] = n
d = Del(); del d.foo
r_j = d.gone
