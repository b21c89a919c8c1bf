a, (b, [c, *d]), e = 1, (2, [3, 4, 5]), 6
r_a = a, b, c, d, e
*init, last = "abc"
r_b = init, last
for x, (y, *z) in [(1, (2, 3)), (4, (5, 6, 7))]: r_c = x, y, z
first, *_ = range(5)
r_d = first, _
[p, q] = {"k": 1, "l": 2}
r_e = p, q
def f(): return 1, [2, 3]
m, (n, o) = f()
r_f = m, n, o
obj = type("T", (), {})()
obj.x, lst = 5, [0, 0]
lst[0], obj.y = 7, 8
r_g = obj.x, lst, obj.y
i = 0
i, lst[i] = 1, 9
r_h = i, lst
a, b = b, a
r_i = a, b
r_j = [*[1], *(2,), *{3}, *{4: 5}], {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}}, (*range(2), 9)
try:
    a, b, c = 1, 2
except ValueError as err: r_k = str(err)
try:
    a, b = 1, 2, 3
except ValueError as err: r_l = str(err)
try: a, b = 5
except TypeError as err: r_m = str(err)
