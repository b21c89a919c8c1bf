d = {"a": 1, "b": 2}
d["c"] = 3
d.update({"d": 4}, e=5)
r_a = d, list(d), list(d.keys()), list(d.values()), list(d.items())
r_b = d.get("a"), d.get("z"), d.get("z", 0), "a" in d, len(d)
r_c = d.pop("a"), d.pop("zz", None), d.setdefault("b", 9), d.setdefault("n", []), d
del d["b"]
r_d = d, {**d, "x": 1}, dict(a=1, b=2), dict([("k", "v")]), dict({"q": 1}, r=2), dict(zip("ab", [1, 2]))
r_e = {k: v for k, v in zip("xyz", range(3))}, {v: k for k, v in {"a": 1}.items()}
r_f = {"a": 1} | {"b": 2}, {"a": 1} == {"a": 1}, dict.fromkeys(["a", "b"], 0), dict.fromkeys("ab")
e = {"a": 1}; e |= {"b": 2}
r_g = e, e.popitem(), e, e.copy()
try:
    e["missing"]
except KeyError as error:
    r_h = str(error), repr(error), error.args
r_i = sorted({"b": 1, "a": 2}), max({"b": 1, "a": 2}), [k for k in {"x": 1}], sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1])
big = {i: str(i) for i in range(50)}
del big[3]
r_j = len(big), big[49], 3 in big, list(big)[:5]
nested = {"a": {"b": [1, {"c": 2}]}}
r_k = nested["a"]["b"][1]["c"], nested
r_l = {"k": 1}.keys() & {"k", "z"}, "x" in {"x": 1}.keys(), list({}.items())
