def make(n):
    def add(x): return x + n
    def setn(v):
        nonlocal n
        n = v
    return add, setn
add, setn = make(5)
r_a = add(1)
setn(10)
r_b = add(1)
acts = []
for i in range(3):
    def act(i=i): return i
    acts.append(act)
r_c = [a() for a in acts]
acts2 = [lambda: i for i in range(3)]
r_d = [a() for a in acts2]
def outer():
    x = [0]
    class Inner:
        def inc(self): x[0] += 1; return x[0]
    return Inner()
o = outer()
r_e = o.inc(), o.inc()
def memo(f):
    cache = {}
    def inner(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    inner.cache = cache
    return inner
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
r_f = fib(30), len(fib.cache)
def compose(*fs):
    def run(x):
        for f in reversed(fs): x = f(x)
        return x
    return run
r_g = compose(str, lambda x: x + 1, abs)(-4)
def gen_funcs():
    for n in "ab":
        yield lambda: n
r_h = [f() for f in list(gen_funcs())]
x = 1
def shadow():
    x = 2
    def inner():
        global x
        x = 3
        return x
    return inner(), x
r_i = shadow(), x
