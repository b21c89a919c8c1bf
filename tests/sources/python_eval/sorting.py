data = [("b", 2), ("a", 2), ("c", 1)]
r_a = sorted(data), sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: (-t[1], t[0])), sorted(data, reverse=True)
r_b = sorted(data, key=lambda t: t[1], reverse=True), sorted("banana"), sorted({"b": 1, "a": 2}), sorted([True, False, True])
words = ["Banana", "apple", "cherry"]
words.sort(); r_c = list(words)
words.sort(key=str.lower, reverse=True); r_d = words
r_e = sorted([3, 1, 2], key=lambda x: -x), sorted([[2, 1], [1, 5], [1, 2]]), sorted(range(5), key=lambda x: x % 3)
r_f = min(data, key=lambda t: t[1]), max(data, key=lambda t: t[1]), list(reversed(sorted([2, 1])))
r_g = sorted(["a10", "a2", "a1"], key=lambda s: int(s[1:])), sorted([1.5, 1, 0]), sorted([(1, "b"), (1, "a")])
try: sorted([1, "a"])
except TypeError as e: r_h = str(e)
big = [(i * 7919) % 1009 for i in range(300)]
r_i = sorted(big) == sorted(sorted(big, reverse=True)), sorted(big)[:5], sorted(big, key=lambda v: v % 10)[:12]
