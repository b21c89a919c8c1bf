class Meta(type):
    registry = {}
    def __new__(mcs, name, bases, ns, **kw):
        ns = dict(ns)
        ns["added"] = name.lower()
        cls = super().__new__(mcs, name, bases, ns)
        mcs.registry[name] = cls
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.kw = kw
    def __call__(cls, *a, **k):
        obj = super().__call__(*a, **k)
        obj.called = True
        return obj
    @property
    def meta_prop(cls): return cls.__name__ + "!"
    def meta_method(cls): return "mm " + cls.__name__
    def __getitem__(cls, k): return (cls.__name__, k)
    def __iter__(cls): return iter("xy")
    def __len__(cls): return 7
    def __contains__(cls, k): return k == 1
class A(metaclass=Meta, opt=1):
    v = 1
class B(A):
    def __init__(self, q): self.q = q
r_a = A.added, B.added, sorted(Meta.registry), A.kw, B.kw, B(3).called, B(3).q
r_b = A.meta_prop, B.meta_method(), A["k"], list(A), len(B), 1 in A, type(A).__name__
class Order(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {"prepared": True}
    def __new__(mcs, name, bases, ns):
        ns["order"] = [k for k in ns if not k.startswith("__")]
        return type.__new__(mcs, name, bases, ns)
class C(metaclass=Order):
    b = 1
    a = 2
    def m(self): pass
r_c = C.order, C.prepared
D = type("D", (A,), {"z": 5, "f": lambda self: self.z})
r_d = D.z, D().f(), D.added, type(D).__name__, D.__name__
E = type("E", (), {})
r_e = E.__name__, E.__bases__, isinstance(E, type), type(E) is type
class Singleton(type):
    _i = {}
    def __call__(cls, *a):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a)
        return cls._i[cls]
class S(metaclass=Singleton): pass
r_f = S() is S()
class Attr(type):
    def __getattr__(cls, name): return "meta " + name
class F(metaclass=Attr): pass
r_g = F.anything
class WithSuper(metaclass=Meta):
    def hello(self): return "hello from " + __class__.__name__
class Sub(WithSuper):
    def hello(self): return super().hello() + " via sub"
r_h = Sub().hello()
