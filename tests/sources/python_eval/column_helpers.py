from functools import partial
class Column:
    def __init__(self, *a, **k): self.a, self.k = a, k
    def __repr__(self): return f"Col{self.a}{sorted(self.k.items())}"
    def __call__(self): return self
NN = partial(Column, nullable=False)
def fk(table, column="id", **kw):
    kw.setdefault("ondelete", "CASCADE")
    return NN("fk:" + table + "." + column, **kw)
def enum_column(enum_cls, *args, **kw):
    return Column([e.value for e in enum_cls], enum_cls.__name__.lower(), *args, **kw)
import enum
class Kind(enum.Enum):
    A = "a"
    B = "b"
class T:
    id = NN("int", primary_key=True)
    user = fk("users", index=True)
    kind = enum_column(Kind, default=Kind.A.value)
    for _n in ("x", "y"):
        locals()[_n + "_col"] = Column(_n)
    vars().update({"z_col": Column("z")})
r_a = T.id, T.user, T.kind
r_b = T.x_col, T.y_col, T.z_col
def timestamps(cls):
    for n in ("created", "updated"):
        setattr(cls, n + "_at", Column("ts", name=n))
    return cls
@timestamps
class D: pass
r_c = D.created_at, D.updated_at, [k for k in D.__dict__ if not k.startswith("_")]
types = {"int": 1, "str": 2}
r_d = [Column(t, **({"n": n} if n else {})) for t, n in types.items()]
