class Base:
    registry = {}
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Base.registry[cls.__name__] = cls
def make(name, **attrs):
    return type(name, (Base,), {"__tablename__": name.lower(), **attrs})
A = make("Alpha", x=1)
B = type("Beta", (A,), dict(y=2))
r_a = A.__tablename__, B.x, B.y, sorted(Base.registry), B.__mro__[1].__name__, A.__module__ == __name__
def events(cls):
    cls.Event = type(f"{cls.__name__}Event", (Base,), dict(__tablename__=f"{cls.__tablename__}_events", source=cls))
    return cls
@events
class Thing(Base): __tablename__ = "things"
r_b = Thing.Event.__tablename__, Thing.Event.source is Thing, Thing.Event.__name__
ns = {}
for i in range(3): ns[f"C{i}"] = type(f"C{i}", (object,), {"n": i})
globals().update(ns)
r_c = C0.n + C1.n + C2.n, C2.__qualname__
class Generic:
    def __class_getitem__(cls, item): return type(f"{cls.__name__}[{item.__name__}]", (cls,), {"item": item})
class User: pass
r_d = Generic[User].item is User, Generic[User].__name__
import types
N = types.new_class("N", (Base,), {}, lambda ns: ns.update(q=5))
r_e = N.q, N.__name__
