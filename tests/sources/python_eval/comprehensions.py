r_a = [x * 2 for x in range(5) if x % 2 == 0]
r_b = [(i, j) for i in range(2) for j in "ab"]
r_c = {x % 3 for x in range(10)} == {0, 1, 2}
r_d = {k: [v for v in range(k)] for k in range(3)}
r_e = sum(x for x in range(10)), any(x > 5 for x in range(3)), all(x < 5 for x in range(3))
r_f = [y for x in [[1, 2], [3]] for y in x]
x = "outer"
r_g = [x for x in range(2)], x
r_h = [(lambda: i)() for i in range(3)]
fs = [lambda: i for i in range(3)]
r_i = [f() for f in fs]
r_j = list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"]))
class C:
    names = ["a", "b"]
    upper = [n.upper() for n in names]
    pairs = {n: len(n) for n in names}
r_k = C.upper, C.pairs
r_l = [last := v for v in range(3)], last
r_m = next((v for v in [1, 2, 3] if v > 1), None), next((v for v in [] if v), "none")
gen = (v * v for v in range(3))
r_n = next(gen), list(gen), list(gen)
r_o = [a if a else "zero" for a in (0, 1)], [[i * j for j in range(3)] for i in range(2)]
