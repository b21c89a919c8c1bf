from typing import Optional, Union, List, Dict, Annotated, Literal, get_args, get_origin, TypeVar, Generic, NewType, cast, Any, TYPE_CHECKING, Callable, get_type_hints
if TYPE_CHECKING:
    from nowhere import Something
r_a = get_origin(List[int]), get_args(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]) is Union, get_args(Optional[int])
r_b = get_args(Union[int, str, int]), get_args(Annotated[int, "x", 5]), get_args(Literal["a", "b"]), Annotated[int, "m"].__metadata__
T = TypeVar("T")
class G(Generic[T]):
    def get(self) -> "Something": return 1
class H(G[int]): pass
r_c = H().get(), H.__mro__[1].__name__, G[int]().get(), get_args(H.__orig_bases__[0])
UserId = NewType("UserId", int)
r_d = UserId(5), cast(str, 1), UserId.__name__
class A:
    x: int
    y: Optional[str] = None
    z: "List[int]"
r_e = list(A.__annotations__), A.y, get_type_hints(A)["x"], get_args(get_type_hints(A)["z"])
r_f = get_args(int | None), get_args(int | str | None), isinstance(1, int | str), isinstance("x", (int, float))
r_g = list[int].__origin__, list[int].__args__, dict[str, int].__args__, tuple[int, ...].__args__
def f(a: int, b: "str" = "x") -> None: ...
r_h = list(f.__annotations__), f.__annotations__["a"]
r_i = TYPE_CHECKING, T.__name__, get_args(Callable[[int], str])[-1]
