def msg(f):
    try: f()
    except Exception as e: return type(e).__name__, str(e)
r_a = msg(lambda: [][5]), msg(lambda: {}["k"]), msg(lambda: (1,)[3]), msg(lambda: "abc"[9])
r_b = msg(lambda: 1 / 0), msg(lambda: 1 // 0), msg(lambda: 5 % 0), msg(lambda: 1.0 / 0)
r_c = msg(lambda: nope), msg(lambda: None.foo), msg(lambda: (5).foo), msg(lambda: "x".foo)
r_d = msg(lambda: int("x")), msg(lambda: float("y")), msg(lambda: int("9", 5)), msg(lambda: [].remove(1))
r_e = msg(lambda: 5()), msg(lambda: None[0]), msg(lambda: len(5)), msg(lambda: iter(5))
r_f = msg(lambda: "a".index("z")), msg(lambda: {}.popitem()), msg(lambda: [].pop()), msg(lambda: set().pop())
r_g = msg(lambda: "%d" % "x"), msg(lambda: "%s %s" % 1), msg(lambda: "{}".format()), msg(lambda: "{a}".format())
r_h = msg(lambda: {[]: 1}), msg(lambda: {{}}), msg(lambda: chr(-1))
r_i = msg(lambda: getattr(1, "zz")), msg(lambda: next(iter([]))), msg(lambda: max([]))[0], msg(lambda: "x" + 1)[0]
class A: pass
r_j = msg(lambda: A().x), msg(lambda: A.x), msg(lambda: A(1)), msg(lambda: A() + 1), msg(lambda: A() < A()), msg(lambda: A()[0]), msg(lambda: -A())
r_k = msg(lambda: isinstance(1, 5)), msg(lambda: sum(["a"]))[0], msg(lambda: (lambda x: x)())[0], msg(lambda: print(*5))[0]
