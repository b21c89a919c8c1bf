r_a = []
try:
    1 / 0
except ZeroDivisionError as e:
    r_a.append(str(e))
else:
    r_a.append("else")
finally:
    r_a.append("finally")
try:
    {}["k"]
except (KeyError, IndexError) as e:
    r_a.append(type(e).__name__)
class MyError(ValueError):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try:
    raise MyError(3, "bad")
except ValueError as e:
    r_b = e.code, str(e), e.args, repr(e), isinstance(e, MyError)
def nested():
    try:
        try:
            raise KeyError("inner")
        except KeyError as e:
            raise RuntimeError("outer") from e
    except RuntimeError as e:
        return str(e), repr(e.__cause__)
r_c = nested()
def reraise():
    try:
        try: int("x")
        except ValueError: raise
    except ValueError as e: return str(e)
r_d = reraise()
def f():
    try: return 1
    finally: r_a.append("f")
r_e = f()
for bad in ["[][0]", "None.x", "'a' + 1", "undefined"]:
    pass
try: [][0]
except IndexError as e: r_f = str(e)
try: None.x
except AttributeError as e: r_g = str(e)
try: "a" + 1
except TypeError as e: r_h = type(e).__name__
try: undefined
except NameError as e: r_i = str(e)
try:
    assert 1 == 2, "message"
except AssertionError as e: r_j = str(e)
def gen():
    for i in range(3):
        try:
            if i == 1: continue
            yield i
        finally: pass
r_k = list(gen())
try:
    import nonexistent_package_xyz.sub
    raise ImportError("not there")
except ImportError:
    r_l = "fallback"
try:
    a, b = [1]
except ValueError as e: r_m = str(e)
try:
    next(iter([]))
except StopIteration: r_n = "stop"
r_o = Exception("a", 1), str(Exception()), str(Exception("x", 2)), KeyError("k")
