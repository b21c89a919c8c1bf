import functools, operator, itertools
from functools import partial, wraps, reduce, lru_cache, cached_property, total_ordering, partialmethod
def f(*a, **k): return a, k
p = partial(f, 1, x=2)
r_a = p(3, y=4), p(x=9), p.func is f, p.args, p.keywords, partial(p, 5)(6)
def deco(fn):
    @wraps(fn)
    def inner(*a): return fn(*a) + 1
    return inner
@deco
def named(x): "doc"; return x
r_b = named(1), named.__name__, named.__wrapped__(1)
r_c = reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(operator.add, ["a", "b"], "z")
calls = []
@lru_cache(maxsize=None)
def slow(x):
    calls.append(x)
    return x * 2
r_d = slow(2), slow(2), calls
class C:
    n = 0
    @cached_property
    def cp(self):
        C.n += 1
        return C.n
    def base(self, a, b): return a, b
    pm = partialmethod(base, 1)
c = C()
r_e = c.cp, c.cp, C().cp, c.pm(2)
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
r_f = V(1) <= V(1), V(2) > V(1), V(1) >= V(2)
r_g = operator.itemgetter(1)([1, 2]), operator.itemgetter(0, 1)("ab"), operator.attrgetter("v")(V(5)), sorted([(2, "b"), (1, "a")], key=operator.itemgetter(1))
r_h = list(itertools.chain([1], (2, 3))), list(itertools.chain.from_iterable(["ab", "c"])), list(itertools.product("ab", [1, 2]))
r_i = list(itertools.combinations([1, 2, 3], 2)), list(itertools.permutations("ab")), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.repeat("x", 2))
r_j = [(k, list(g)) for k, g in itertools.groupby("aabc")], list(itertools.accumulate([1, 2, 3])), list(itertools.starmap(pow, [(2, 3)]))
r_k = list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.takewhile(lambda x: x < 2, [1, 2, 1])), list(itertools.dropwhile(lambda x: x < 2, [1, 2, 1])), list(itertools.pairwise([1, 2, 3]))
r_l = operator.methodcaller("upper")("x"), operator.add(1, 2), operator.not_(0), operator.contains([1], 1)
it = itertools.cycle("ab")
r_m = [next(it) for _ in range(3)]
