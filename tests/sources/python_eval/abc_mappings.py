from collections.abc import MutableMapping
class Config(MutableMapping):
    def __init__(self): self.store = {"a": 1}
    def __getitem__(self, k): return self.store[k]
    def __setitem__(self, k, v): self.store[k] = v
    def __delitem__(self, k): del self.store[k]
    def __iter__(self): return iter(self.store)
    def __len__(self): return len(self.store)
c = Config()
c.update({"b": 2}, d=4)
r_a = c.get("a"), c.get("zz"), c.get("zz", 0), list(c.items()), list(c.keys()), list(c.values())
r_b = c.setdefault("q", 9), c.setdefault("q", 1), c.pop("q"), c.pop("q", "none"), "a" in c, len(c), dict(c)
r_c = isinstance(c, MutableMapping), {**c}, bool(c)
def documented():
    """Says what it does."""
    return 1
r_d = documented.__doc__, (lambda: 0).__doc__
class Trace:
    def wrap(__f):
        def inner(*args): return "<" + __f(*args) + ">"
        return inner
    @wrap
    def m(self): return "m"
r_e = Trace().m()
import types
class Lazy(types.ModuleType):
    def __init__(self, name): super().__init__(name); self.extra = 1
r_f = Lazy("x").extra, types.ModuleType("y").__name__, isinstance(types, types.ModuleType)
