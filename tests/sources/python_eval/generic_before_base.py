# Generic[T] before a base that is generic itself is left out, so that the order of look-up is consistent.
from typing import Generic, TypeVar

T = TypeVar("T")


class Stream(Generic[T]):
    kind = "stream"


class Named:
    name = "named"


class Both(Generic[T], Stream[T]):
    pass


class Last(Stream[T], Generic[T]):
    pass


class Plain(Generic[T], Named):
    pass


r_a = [c.__name__ for c in Both.__mro__], [c.__name__ for c in Last.__mro__], [c.__name__ for c in Plain.__mro__]
r_b = Both.kind, Plain.name
