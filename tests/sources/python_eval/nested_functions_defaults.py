SENTINEL = object()
def f(a=SENTINEL, *, b=None, **rest):
    return a is SENTINEL, b, rest
r_a = f(), f(1, b=2, c=3)
def g(items=(), mapping=None):
    mapping = mapping or {}
    return [*items, *mapping]
r_b = g(), g([1], {"k": 2})
def h(x, /, y, *, z): return x, y, z
r_c = h(1, y=2, z=3)
def kwonly(*, a, b=2): return a + b
r_d = kwonly(a=1)
try: kwonly(1)
except TypeError: r_e = "positional"
def varargs(*args): return args
r_f = varargs(), varargs(1), varargs(*[1, 2]), varargs(*(), *[3])
def ret_none(): pass
r_g = ret_none(), (lambda: None)()
def recursive(tree): return tree if not isinstance(tree, list) else sum(map(recursive, tree))
r_h = recursive([1, [2, [3]], 4])
def order(log=[]):
    def a(): log.append("a"); return 1
    def b(): log.append("b"); return 2
    return a() + b() * a(), log
r_i = order()
def annotated(x: "SomeType" = 1, *args: "Other", y: undefined_name if False else int = 2) -> "Ret": return x + y
r_j = annotated()
def doc():
    """First line.

    More."""
r_k = doc.__name__, doc.__qualname__, doc.__module__ == __name__
class K:
    def m(self): 
        def inner(): pass
        return inner.__qualname__
r_l = K.m.__qualname__, K().m(), (lambda: 0).__qualname__
def conv(fn, *a, **k): return fn(*a, **k)
r_m = conv(dict, a=1), conv(max, 1, 2), conv(str.upper, "x"), conv("{}-{}".format, 1, 2), conv(K.m, K())
