from .. import CONST
from . import exported
import eval_package
DEEP = CONST * 10
class Inner:
    def who(self): return __name__ + ":" + type(self).__name__ + exported
def make(x): return x + str(DEEP)
def from_parent(): return eval_package.helper(3)
