from enum import Enum, EnumMeta
class CaseInsensitive(EnumMeta):
    def __getitem__(cls, name): return super().__getitem__(name.upper())
    def __call__(cls, value, *a, **k):
        if isinstance(value, str) and not a and not k: value = value.lower()
        return super().__call__(value, *a, **k)
    def values(cls): return [m.value for m in cls]
class Color(Enum, metaclass=CaseInsensitive):
    RED = "red"
    BLUE = "blue"
r_a = Color["red"], Color("RED"), Color.values(), list(Color)
class EnumSymbol(object):
    def __init__(self, cls_, name, value, description):
        self.cls_ = cls_; self.name = name; self.value = value; self.description = description
    def __iter__(self): return iter([self.value, self.description])
    def __repr__(self): return "<%s>" % self.name
class DeclEnumMeta(type):
    def __init__(cls, classname, bases, dict_):
        reg = cls._reg = cls._reg.copy()
        for k in sorted(dict_):
            v = dict_[k]
            if isinstance(v, tuple):
                sym = reg[v[0]] = EnumSymbol(cls, k, *v)
                setattr(cls, k, sym)
        return type.__init__(cls, classname, bases, dict_)
    def __iter__(cls): return iter(sorted(cls._reg.values(), key=lambda s: s.value))
class DeclEnum(metaclass=DeclEnumMeta):
    _reg = {}
    @classmethod
    def values(cls): return sorted(cls._reg.keys())
    @classmethod
    def from_string(cls, value):
        try: return cls._reg[value]
        except KeyError: raise ValueError("Invalid value for %r: %r" % (cls.__name__, value))
class Status(DeclEnum):
    pending = "pending", "Pending"
    stable = "stable", "Stable one"
r_b = Status.values(), Status.pending, Status.stable.description, list(Status), Status.from_string("stable")
