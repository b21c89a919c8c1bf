class classproperty(property):
    def __get__(self, obj, owner=None):
        return self.fget(owner)


class strict(classproperty):
    """Wraps a static or class method, as some projects write it."""

    def __get__(self, obj, owner=None):
        if obj is not None:
            raise AttributeError("not on instances")
        return self.fget.__get__(None, owner)()


class documented(property):
    def __init__(self, fget, words):
        super().__init__(fget)
        self.words = words

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return super().__get__(obj, owner)


class plain(property):
    pass


def described(words):
    return lambda function: documented(function, words)


class A:
    size = 3

    @classproperty
    def twice(cls):
        return cls.size * 2

    @strict
    @staticmethod
    def fixed():
        return "fixed"

    @strict
    @classmethod
    def own(cls):
        return cls.__name__

    @described("what it says")
    def told(self):
        return self.size + 1

    @plain
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        self._level = value * 10


class B(A):
    size = 5


r_class = A.twice, B.twice, A.fixed, A.own, B.own
r_instance = A().twice, B().told, A.told.words
a = A()
a.level = 2
r_set = a.level, a._level, isinstance(A.level, plain), isinstance(A.level, property), type(A.level).__name__
try:
    a.fixed
    r_strict = "no error"
except AttributeError as error:
    r_strict = str(error)
try:
    A().told = 1
    r_unset = "no error"
except AttributeError:
    r_unset = "refused"


def free(self):
    return self


r_get = free.__get__(3)(), A.__dict__["own"].fget.__get__(None, B)(), property(lambda s: s).__get__(7)
