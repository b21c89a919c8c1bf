def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
r_a = f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3, "z": 9})
def pos(a, /, b, *, c=1):
    return a, b, c
r_b = pos(1, 2), pos(1, b=2, c=3)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter()
r_c = c(), c(), c()
G = 1
def setg():
    global G
    G = 2
setg()
r_d = G
def default(x=[]):
    x.append(1)
    return x
r_e = default(), default()
r_f = (lambda x, y=1: x + y)(5), (lambda *a, **k: (a, k))(1, z=2)
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)
r_g = fact(5), fact(25)
def deco(fn):
    def wrapper(*a, **k):
        return "<" + fn(*a, **k) + ">"
    return wrapper
def tag(name):
    def inner(fn):
        return lambda *a: f"{name}:{fn(*a)}"
    return inner
@tag("t")
@deco
def hello(who): return "hi " + who
r_h = hello("bob")
r_i = f.__name__, hello.__name__, (lambda: 0).__name__
for bad in [lambda: f(), lambda: pos(a=1, b=2), lambda: f(1, c=1, a=2)]:
    try:
        bad()
    except TypeError:
        r_j = "TypeError"
def multi():
    return 1, 2
a, b = multi()
r_k = a, b
f.attr = "x"
r_l = f.attr, callable(f), callable(1)
def early(n):
    for i in range(10):
        if i == n:
            return i
    else:
        return "none"
r_m = early(3), early(20)
def fin():
    try:
        return "try"
    finally:
        pass
r_n = fin()
def doc():
    """The doc."""
r_o = doc.__defaults__, default.__defaults__
