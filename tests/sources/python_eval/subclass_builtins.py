class MyList(list):
    def total(self): return sum(self)
m = MyList([1, 2]); m.append(3)
r_a = m, m.total(), len(m), m[0], isinstance(m, list), m == [1, 2, 3], type(m).__name__, [x for x in m]
class MyDict(dict):
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise AttributeError(k)
    def __missing__(self, k): return "missing " + k
d = MyDict(a=1); d["b"] = 2
r_b = d.a, d["b"], d["zz"], d.get("q"), dict(d), list(d.items()), "a" in d
class MyStr(str):
    def shout(self): return self.upper() + "!"
s = MyStr("hi")
r_c = s.shout(), s + "x", s == "hi", {s: 1}["hi"], len(s), f"{s}", "-".join([s, s]), s[0], isinstance(s, str)
class MyInt(int):
    def __new__(cls, v, extra=None):
        o = super().__new__(cls, v)
        o.extra = extra
        return o
i = MyInt(5, extra="e")
r_d = i + 1, i.extra, i == 5, int(i), i * 2, isinstance(i, int)
class MyTuple(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
r_e = MyTuple(1, 2), MyTuple(1, 2)[1], len(MyTuple())
class Lower(str):
    def __new__(cls, v): return super().__new__(cls, v.lower())
r_f = Lower("ABC"), Lower("ABC") == "abc"
class quoted_name(str):
    __slots__ = ("quote",)
    def __new__(cls, value, quote):
        self = super().__new__(cls, value)
        self.quote = quote
        return self
q = quoted_name("x", True)
r_g = q.quote, q, str(q), q.upper()
class Err(Exception): pass
r_h = str(Err("m")), Err("m").args
class Init(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.extra = len(self)
r_i = Init(a=1, b=2).extra, Init({"q": 1})["q"]
