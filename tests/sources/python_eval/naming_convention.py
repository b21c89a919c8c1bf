import re, hashlib
def table_name(name, schema=None):
    s = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    s = re.sub("([a-z0-9])([A-Z])", r"\1_\2", s).lower()
    return f"{schema}.{s}" if schema else s
def pluralize(word):
    rules = [(r"(ax|test)is$", r"\1es"), (r"([^aeiouy])y$", r"\1ies"), (r"(s|x|ch)$", r"\1es"), (r"$", "s")]
    for pattern, repl in rules:
        if re.search(pattern, word): return re.sub(pattern, repl, word)
r_a = [pluralize(table_name(n)) for n in ("UserAccount", "Category", "Box", "HTTPRequest")]
convention = {"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "fk": lambda c, t: "fk_" + t}
r_b = {k: v % {"column_0_label": "a_b", "table_name": "t", "column_0_name": "c"} if isinstance(v, str) else v(None, "t") for k, v in convention.items()}
def short(name, limit=20):
    if len(name) <= limit: return name
    digest = hashlib.md5(name.encode("utf-8")).hexdigest()
    return f"{name[:limit - 5]}_{digest[-4:]}"
r_c = short("a" * 30), short("ok")
class Config:
    PREFIX = "app_"
    @classmethod
    def prefixed(cls, t): return cls.PREFIX + t
r_d = Config.prefixed("users"), "{prefix}{name}".format(prefix=Config.PREFIX, name="x"), ".".join(filter(None, ["s", None, "t"]))
