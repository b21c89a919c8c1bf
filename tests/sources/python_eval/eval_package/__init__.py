CONST = 7
from .sub import inner as _inner
circular_ok = _inner.DEEP + 1
def helper(x): return x * CONST
def __getattr__(name):
    if name == "lazy_thing": return "made when asked"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
