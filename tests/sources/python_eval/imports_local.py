import eval_package
import eval_package.sub.inner as inner
from eval_package import CONST, helper as h, sub
from eval_package.sub import *
from eval_package.sub.inner import Inner, make
import os.path as osp, sys
r_a = CONST, h(2), inner.DEEP, Inner().who(), make("x"), exported, "hidden_" in globals()
r_b = eval_package.sub.inner is inner, sub.inner.DEEP, sys.modules["eval_package.sub"] is sub
r_c = eval_package.__name__, inner.__name__, inner.__package__, eval_package.sub.__name__, Inner.__module__
import importlib
m = importlib.import_module("eval_package.sub.inner")
n = importlib.import_module(".sub.inner", "eval_package")
r_d = m is inner, n is inner, __import__("eval_package").CONST, osp.join("a", "b")
try:
    from eval_package import nothing
except ImportError as e: r_e = "ImportError"
try:
    import eval_package.missing
except ModuleNotFoundError as e: r_f = str(e)
r_g = eval_package.lazy_thing
try: eval_package.not_lazy
except AttributeError as e: r_h = str(e)
r_i = eval_package.circular_ok, inner.from_parent()
