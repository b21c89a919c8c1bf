class Column:
    n = 0
    def __init__(self, *args, **kw):
        Column.n += 1
        self.args, self.kw, self.order = args, kw, Column.n
        self.name = None
    def copy(self): return Column(*self.args, **self.kw)
    def __repr__(self): return f"Column({', '.join(map(repr, self.args))}{''.join(f', {k}={v!r}' for k, v in self.kw.items())})"
class declared_attr:
    def __init__(self, f): self.f = f
    def __get__(self, obj, cls): return self.f(cls)
class ModelMeta(type):
    tables = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        if name == "Base": return
        cols = {}
        for base in reversed(cls.__mro__):
            for k, v in list(vars(base).items()):
                if isinstance(v, declared_attr): v = getattr(cls, k)
                if isinstance(v, Column):
                    c = v.copy() if base is not cls else v
                    c.name = k
                    cols[k] = c
        cls.columns = cols
        ModelMeta.tables[getattr(cls, "__tablename__", name.lower())] = cols
class Base(metaclass=ModelMeta): pass
class Timestamp:
    created = Column("DateTime", nullable=False)
    @declared_attr
    def owner(cls): return Column("Integer", fk=cls.__name__.lower() + ".id")
class User(Timestamp, Base):
    __tablename__ = "users"
    id = Column("Integer", primary_key=True)
    name = Column("String")
class Post(Timestamp, Base):
    id = Column("Integer")
r_a = {k: v for k, v in ModelMeta.tables.items()}
r_b = [c.name for c in User.columns.values()], User.columns["owner"].kw
def with_history(cls):
    cols = {k: c.copy() for k, c in cls.columns.items()}
    new = type(cls.__name__ + "History", (Base,), {"__tablename__": cls.__tablename__ + "_history", **cols})
    cls.__history__ = new
    return cls
@with_history
class Doc(Base):
    __tablename__ = "docs"
    body = Column("Text")
r_c = Doc.__history__.__name__, list(ModelMeta.tables), Doc.__history__.columns
for n in ("a", "b"):
    setattr(Doc, f"col_{n}", Column(n.upper()))
r_d = Doc.col_b, [k for k in vars(Doc) if k.startswith("col_")]
