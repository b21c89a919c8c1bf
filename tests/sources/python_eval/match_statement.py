def m(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "small"
        case "text": return "text"
        case [a]: return ("one", a)
        case [a, b, *rest]: return ("many", a, b, rest)
        case {"k": v, **others}: return ("map", v, others)
        case str(s): return ("str", s)
        case float() as f: return ("float", f)
        case None: return "none"
        case True: return "true"
        case P(x=px, y=0): return ("P", px)
        case P(a, b): return ("P2", a, b)
        case n if n == 99: return "guard"
        case _: return "other"
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
r_a = [m(v) for v in (0, 2, "text", [1], (1, 2, 3, 4), {"k": 1, "z": 2}, "s", 1.5, None, True, P(1, 0), P(1, 2), 99, 100)]
class E:
    A = "a"
def attr(x):
    match x:
        case E.A: return "is a"
        case {"t": "x", "n": {"d": d}}: return d
        case [[1, q], _]: return q
        case (1 | 3) as w: return ("w", w)
        case []: return "empty"
        case {}: return "any map"
r_b = attr("a"), attr({"t": "x", "n": {"d": 4}}), attr([[1, 5], 0]), attr(3), attr([]), attr({"zz": 1}), attr("none")
