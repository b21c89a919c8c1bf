from contextlib import contextmanager, suppress, nullcontext
log = []
class CM:
    def __init__(self, swallow=False): self.swallow = swallow
    def __enter__(self): log.append("enter"); return "value"
    def __exit__(self, t, v, tb): log.append(t.__name__ if t else "exit"); return self.swallow
with CM() as v: log.append(v)
with CM(True): raise ValueError("x")
try:
    with CM(): raise KeyError("k")
except KeyError: log.append("caught")
r_a = log
@contextmanager
def cm(x): yield x * 2
with cm(4) as y, nullcontext("n") as z: r_b = y, z
with suppress(KeyError): {}["a"]
def early():
    with CM(): return "returned"
r_c = early()
with (CM() as a, CM() as b): r_d = a, b
