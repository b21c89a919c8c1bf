if (n := 10) > 5: r_a = n
r_b = [y := 1, y ** 2], y
data = {"a": [1, 2]}
r_c = (v := data.get("a")) and v[0]
a = b = c = 5
r_d = a, b, c
x = 1; x += 2; x *= 3; x -= 1; x //= 2; x **= 2; x %= 7; x |= 8; x &= 12; x ^= 5; x <<= 2; x >>= 1
r_e = x
l = [1]; l += [2]; l *= 2
r_f = l
s = "a"; s += "b"; s *= 2
r_g = s
r_h = 1 if 0 else 2, (1, 2)[1], [1, 2, 3][-1], "abc"[1]
r_i = ... is Ellipsis, None is None, [] is not None
obj = type("O", (), {})()
obj.a = type("P", (), {"b": [1, 2]})()
obj.a.b[0] += 10
r_j = obj.a.b
r_k = all([]), any([]), sum([]), max([1], default=0), min([], default="d")
r_l = isinstance(True, int), type(1).__name__, type("").__name__, type(None).__name__, type([]) is list
r_m = [1, 2, 3] and "yes", [] or "empty", not []
r_n = "a" "b" 'c', """multi
line""", r"raw\n", b"bytes", u"unicode"
r_o = range(5), list(range(5, 0, -2)), len(range(10)), 3 in range(5), range(10)[2:4] == range(2, 4), range(10)[-1]
r_p = list(zip(*[(1, 2), (3, 4)])), dict(a=1, **{"b": 2}), print("x"), id(a) == id(b)
r_q = slice(1, 2), [1, 2, 3][slice(0, 2)], "abc".__len__(), 5 .bit_length(), str.upper("x")
first, second = "ab"
r_r = first, second, [*"ab"], {**{}}, (*(), )
