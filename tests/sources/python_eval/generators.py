def gen(n):
    for i in range(n): yield i
    return "done"
r_a = list(gen(3)), sum(gen(4)), [x for x in gen(2)]
def chain(*its):
    for it in its: yield from it
r_b = list(chain("ab", gen(2)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
r_c = list(itertools.islice(fib(), 8))
g = gen(2)
r_d = next(g), next(g), next(g, "end")
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
r_e = list(It()), sum(It()), dict(zip("abc", It()))
def deleg():
    x = yield from gen(2)
    yield x
r_f = list(deleg())
def tree(t):
    for x in t:
        if isinstance(x, list): yield from tree(x)
        else: yield x
r_g = list(tree([1, [2, [3, 4]], 5]))
a, b, *c = gen(5)
r_h = a, b, c
class Bag:
    def __iter__(self):
        yield "x"
        yield "y"
r_i = list(Bag()), "x" in Bag(), tuple(Bag()), set(Bag()) == {"x", "y"}
r_j = list(map(str, gen(3))), max(gen(5)), sorted(gen(3), reverse=True), list(reversed(list(gen(3))))
