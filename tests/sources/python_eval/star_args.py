def f(*args, **kwargs): return args, kwargs
r_a = f(*[1, 2], 3, *(4,), a=1, **{"b": 2}, **{"c": 3})
def g(a, *, b): return a, b
r_b = g(1, **dict(b=2)), g(*"x", b="y")
def h(a, b=1, *c, d, e=2, **f): return (a, b, c, d, e, f)
r_c = h(0, d=3), h(0, 1, 2, 3, d=4, z=5)
class K:
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
r_d = f(**K()), vars(K(a=1))
def opts(**kw): return {k: v for k, v in sorted(kw.items()) if v is not None}
r_e = opts(b=1, a=2, c=None)
try: f(**{"a": 1}, **{"a": 2})
except TypeError: r_f = "dup"
r_g = max(*[1, 5, 3]), list(map(max, *[[1, 5], [2, 3]])), print(*[1], sep="")
