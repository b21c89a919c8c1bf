x = "global"
class C:
    x = "class"
    def f(self): return x
    def g(self): return self.x
    y = x
    z = [x for _ in range(1)]
r_a = C().f(), C().g(), C.y, C.z
def outer():
    v = 1
    class Inner:
        w = v
        def m(self): return v
    v = 2
    return Inner.w, Inner().m()
r_b = outer()
def a():
    def b():
        return c()
    def c(): return "c"
    return b()
r_c = a()
for i in range(3): pass
r_d = i
def loc():
    q = 1
    return sorted(locals()), "x" in globals()
r_e = loc()
globals()["made"] = 5
r_f = made
if True:
    cond = "set"
while True:
    w = 1
    break
else:
    w = 2
r_g = cond, w
n = 0
while n < 3: n += 1
else: r_h = "while else"
for k in []: pass
else: r_i = "for else"
import sys
mod = sys.modules[__name__]
setattr(mod, "r_dynamic", "via module")
r_j = mod.x, r_dynamic
del x
r_k = "x" in globals()
def defaults(a, b=n): return a, b
n = 100
r_l = defaults(1)
lst = [1, 2, 3]
for idx, (p, q) in enumerate([(1, 2), (3, 4)]): pass
r_m = idx, p, q
r_n = [name for name in ("A", "B") if name not in globals()]
