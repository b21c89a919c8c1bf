import re
def snake(name): return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
r_a = snake("UserAccount"), snake("HTTPServer"), snake("a")
r_b = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", "CamelCaseName"), re.sub("([a-z0-9])([A-Z])", r"\1_\2", "CamelCase").lower()
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-01")
r_c = m.group(), m.group(1), m.group("month"), m.groups(), m.groupdict(), m.start(), m.end(), m.span(), m["year"]
r_d = re.findall(r"\w+", "a bc, d"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(\w)\d", "a1 b2")
r_e = re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b"), re.split("x", "axbxc", maxsplit=1)
r_f = bool(re.search("b+", "abbb")), re.search("z", "abc"), bool(re.fullmatch(r"\d+", "123")), re.fullmatch(r"\d+", "12a")
p = re.compile(r"^([a-z]+)\.(\w+)$", re.I | re.M)
r_g = p.match("Abc.d").groups(), p.pattern, p.sub("X", "a.b"), p.findall("a.b\nc.d")
r_h = re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "a1b22"), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "aa")
r_i = re.escape("a.b*c"), re.sub(r"[^a-zA-Z0-9_]+", "_", "a b-c.d"), re.sub(r"\s+", " ", " a  b\n")
r_j = re.sub(r"(a)(b)?", r"[\1]", "ab a"), re.findall("a{2,3}", "aaaaa"), re.findall("a+?", "aaa"), re.findall(r"\bfoo\b", "foo food foo")
r_k = re.sub("", "-", "ab"), re.sub("x*", "-", "abxd"), re.findall("x*", "axb"), re.split(r"\b", "a b")
r_l = [m.start() for m in re.finditer("a", "banana")], re.match("(a)|(b)", "b").groups(), re.match("(?:ab)+", "ababx").group()
r_m = re.sub(r"(?i)HELLO", "x", "Hello hello"), re.search(r"(?<=@)\w+", "me@host").group(), re.search(r"(?<!\d)\d{2}(?!\d)", "123 45").group()
r_n = re.match(r"(\w+) \1", "aa aa").group(), re.sub(r"(?P<n>x)", r"<\g<n>>", "axb"), re.sub("(x)", r"\g<1>0", "x")
r_o = re.compile(r"""
    (\d+)  # digits
    \s*
    (\w+)
""", re.X).match("12 ab").groups()
try: re.compile("(")
except re.error: r_p = "error"
r_q = re.sub(r'(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])', '_', "getHTTPResponseCode")
r_r = re.findall(r"%\((\w+)\)s", "%(a)s-%(b)s"), re.findall(r"[\w.]+@[\w.]+", "x a.b@c.d y"), re.match(r".*?:(.*)", "a:b:c").group(1)
r_s = re.compile("a").match("éba", 2).span(), re.compile("a").match("ba"), re.compile("a").findall("aXaa", 1, 3), re.compile("^a").search("ba", 1)
r_t = [(m.lastindex, m.lastgroup, m.string) for m in re.finditer("(?P<n>[0-9]+)|(?P<w>([a-z])([a-z])*)|-", "1-ab")]
r_u = re.compile(b"[\x80-\xff]|a").pattern, re.compile(r"[^\x00-\x7f]").search("aé").start()
