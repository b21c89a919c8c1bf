t = (1, 2, 3)
r_a = t + (4,), t * 2, t[0], t[1:], len(t), t.index(2), t.count(1), (1,), ()
s = {3, 1, 2}
s.add(4); s.discard(9); s.remove(3)
r_b = sorted(s), len(s), 1 in s
r_c = sorted({1, 2} | {2, 3}), sorted({1, 2} & {2, 3}), sorted({1, 2} - {2}), sorted({1, 2} ^ {2, 3})
r_d = {1, 2} <= {1, 2, 3}, {1, 2} == {2, 1}, {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint({2})
r_e = frozenset([1]), set(), sorted(set("hello")), sorted(frozenset([1, 2]) | {3})
d = {(1, 2): "a", frozenset([1]): "b"}
r_f = d[(1, 2)], d[frozenset([1])]
s.update([7, 8], (9,))
r_g = sorted(s), sorted(s.union([100])), sorted(s.intersection([7, 100])), sorted(s.difference([7]))
r_h = (1, 2) < (1, 3), (1, "a") == (1, "a"), hash((1, 2)) == hash((1, 2)), 1 == 1.0, hash(1) == hash(1.0)
r_i = {1: "int", 1.0: "float", True: "bool"}
r_j = tuple(i * i for i in range(4)), tuple("ab"), (*[1, 2], 3)
try:
    {[]: 1}
except TypeError as e:
    r_k = str(e)
