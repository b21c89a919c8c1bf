x = [1, 2, 3]
del x[0]
assert x == [2, 3], "never"
r_a = x
y = {"a": 1, "b": 2}
del y["a"]
r_b = y
z = 1
del z
try: z
except NameError as e: r_c = str(e)
class A:
    x = 1
    y = 2
    del y
del A.x
r_d = hasattr(A, "x"), hasattr(A, "y")
a = b = [1]
del a
r_e = b
l = list(range(10))
del l[2:5], l[-1]
r_f = l
del l[::2]
r_g = l
for i in range(2):
    tmp = i
del i, tmp
r_h = "i" in dir(), "tmp" in dir()
(p, q), r = (1, 2), 3
del (p, q)
r_i = "p" in globals(), r
def f():
    v = 1
    del v
    try: return v
    except UnboundLocalError: return "unbound"
    except NameError: return "unbound"
r_j = f()
