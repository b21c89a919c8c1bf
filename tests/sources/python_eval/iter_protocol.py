class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1
    def __len__(self): return self.n
    def __reversed__(self): return iter(range(1, self.n + 1))
r_a = list(Countdown(3)), len(Countdown(3)), list(reversed(Countdown(3))), 2 in Countdown(3), sum(Countdown(4)), [*Countdown(2)], max(Countdown(3))
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError(i)
        return i * 10
r_b = list(Seq()), 20 in Seq(), [x for x in Seq()], Seq()[1]
class Mapping:
    def __init__(self): self.d = {"a": 1}
    def keys(self): return self.d.keys()
    def __getitem__(self, k): return self.d[k]
r_c = dict(Mapping()), {**Mapping()} if False else None
it = iter([1, 2, 3])
r_d = next(it), list(it), next(it, "done")
r_e = list(zip("abc", iter(range(10)))), list(map(None.__class__.__name__.__add__, ["x"])) if False else 0, dict(enumerate("ab"))
z = zip([1, 2], [3, 4])
r_f = list(z), list(z)
e = enumerate(["x", "y"], start=5)
r_g = next(e), list(e)
f = filter(lambda x: x % 2, range(6))
r_h = next(f), list(f)
def pairs(it):
    it = iter(it)
    return list(zip(it, it))
r_i = pairs([1, 2, 3, 4])
for i, x in enumerate(it2 := ["p", "q"]): pass
r_j = i, x, it2
r_k = any(iter([0, 1])), all(iter([])), sorted(iter("ba")), tuple(iter({1: 2})), set(iter([1])) == {1}
l = [1, 2, 3]
for v in l[:]: l.remove(v) if v == 2 else None
r_l = l
