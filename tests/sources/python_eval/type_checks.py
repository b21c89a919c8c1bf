r_a = type(1) is int, type("") is str, type([]), type(None).__name__, type(type), type(int), type(len).__name__, type(lambda: 0).__name__
r_b = isinstance(1, (str, int)), isinstance(True, int), isinstance(None, type(None)), issubclass(bool, int), issubclass(int, object), isinstance(int, type)
r_c = callable(int), callable("x"), callable(lambda: 0), callable(type("C", (), {"__call__": lambda s: 0})())
class A: pass
class B(A): pass
r_d = type(B()) is A, isinstance(B(), A), issubclass(B, (int, A)), B.__bases__ == (A,), A.__bases__ == (object,), type(A) is type
r_e = int.__name__, str.__module__, list.__qualname__, A.__name__, type(A()).__name__, dict.__mro__[-1].__name__, bool.__mro__
r_f = [t.__name__ for t in (int, str, list, dict, set, tuple, frozenset, bool, float, bytes, type, object, range, property, super, Exception, KeyError)]
r_g = str(int), repr(A).endswith("A'>"), str(type(1)), f"{int}", repr(Exception("x")), str(None), repr(NotImplemented), repr(...)
class Meta(type):
    def __instancecheck__(cls, o): return o == 42
    def __subclasscheck__(cls, s): return s is int
class M(metaclass=Meta): pass
r_h = isinstance(42, M), isinstance(1, M), issubclass(int, M), issubclass(str, M)
r_i = isinstance([], list) and isinstance((), tuple), isinstance({}, dict), isinstance(1.0, float), isinstance(b"", bytes), isinstance(range(1), range)
import types
r_j = isinstance(lambda: 0, types.FunctionType), isinstance(A().__init__, object), isinstance(len, types.BuiltinFunctionType)
import inspect
r_k = inspect.isclass(A), inspect.isclass(1), inspect.isfunction(lambda: 0), inspect.isfunction(len), [n for n, v in inspect.getmembers(B, inspect.isclass) if not n.startswith("__")]
