class O: pass
o = O()
o.__dict__.update(a=1, b=2)
o.__dict__["c"] = 3
r_a = o.a, o.c, sorted(vars(o)), "b" in o.__dict__
del o.__dict__["a"]
r_b = hasattr(o, "a")
class Bunch(dict):
    def __init__(self, **k):
        super().__init__(**k)
        self.__dict__ = self
r_c = Bunch(x=1)["x"]
for name, value in {"p": 1, "q": 2}.items(): setattr(O, name, value)
r_d = O.p, o.q, getattr(O, "p"), [k for k in O.__dict__ if not k.startswith("__")]
class Meta(type):
    def __dir__(cls): return ["z", "y"]
class D(metaclass=Meta): pass
r_e = dir(D)
attrs = {k: v for k, v in vars(O).items() if not k.startswith("__")}
r_f = attrs
class Copy: pass
for k, v in attrs.items(): setattr(Copy, k, v)
r_g = Copy.p
delattr(Copy, "p")
r_h = hasattr(Copy, "p"), getattr(Copy, "p", "gone")
o2 = O(); o2.__class__ = Copy
r_i = type(o2).__name__
r_j = [n for n in dir(o) if not n.startswith("__")]
def f(): pass
f.short_description = "x"; f.__dict__["more"] = 1
r_k = f.short_description, f.__dict__
