a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0)
r_a = a[:], a[1:3], a[-2:], a[::2]
r_b = a.pop(), a.pop(0), a
a.remove(3)
r_c = a.index(2), a.count(1), len(a), 4 in a
a.sort(reverse=True)
r_d = list(a)
a.reverse()
r_e = list(a), sorted([3, 1, 2]), sorted(["b", "A", "c"], key=str.lower), sorted([1, 2, 3], key=lambda v: -v)
b = [1, 2, 3, 4]
b[1:3] = ["x", "y", "z"]
r_f = b
del b[0], b[-1]
r_g = b
b[0] = 9
r_h = b + [1], b * 2, [0] * 3
x, *y, z = [1, 2, 3, 4]
r_i = x, y, z
(p, q), r = (1, 2), 3
r_j = p, q, r
r_k = [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0]
r_l = [*range(3), *"ab"], list("abc"), list(reversed([1, 2, 3])), [i for i in range(10) if i % 2 for _ in range(1)]
c = [[]] * 2
c[0].append(1)
r_m = c
d = [1, 2, 3]; d += (4, 5); d.clear()
r_n = d, list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False)))
e = [1, 2, 3, 4, 5, 6]; e[::2] = [0, 0, 0]
r_o = e
e = e[1:] ; del e[::2]
r_p = e
l = []; l.append(l)
r_q = l
