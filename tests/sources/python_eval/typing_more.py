from typing import *
import typing as t
class TD(TypedDict):
    a: int
class Proto(Protocol):
    def m(self) -> int: ...
class Impl(Proto):
    def m(self): return 1
r_a = TD(a=1), Impl().m(), TD.__name__
K = TypeVar("K"); V = TypeVar("V", bound=int)
class Repo(Generic[K, V]):
    model: Type[K]
    def __init__(self, m): self.m = m
class UserRepo(Repo[str, int]):
    pass
r_b = UserRepo("x").m, get_args(UserRepo.__orig_bases__[0]), V.__bound__, get_origin(Repo[int, int]) is Repo
Alias = Optional[Dict[str, List[int]]]
r_c = get_args(get_args(Alias)[0])[0], get_args(get_args(get_args(Alias)[0])[1]), get_origin(Alias) is Union
@overload
def o(x: int) -> int: ...
@overload
def o(x: str) -> str: ...
def o(x): return x
r_d = o(5)
@final
class F: pass
X: Final = 5
r_e = F.__name__, X, t.cast("int", "z"), TYPE_CHECKING
r_f = Literal["a", "b"].__args__, get_args(Literal[1, None]), Annotated[int, 5].__metadata__, get_origin(Annotated[int, 5]) is Annotated, ClassVar[int] is not None
NT = NamedTuple("NT", [("a", int), ("b", str)])
r_g = NT(1, "x"), NT(a=2, b="y").b
def f(x: int, *, y: "Optional[str]" = None) -> List[int]: return [x]
hints = get_type_hints(f)
r_h = sorted(hints), hints["x"], f(3)
r_i = (int | str).__args__, (int | None) == Optional[int], Union[int, None] == Optional[int], Union[int, str] == Union[str, int] or True, get_args(Union[int, Union[str, int]])
r_j = list[int] == list[int], dict[str, int].__origin__, type[int].__args__, tuple[()].__args__ == (), get_args(Tuple[int, ...])
from typing import TypedDict as _TypedDict
_Movie = _TypedDict("Movie", {"name": str, "year": int}, total=False)
r_td = _Movie(name="x", year=1), _Movie.__name__
