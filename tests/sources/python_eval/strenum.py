from enum import StrEnum, IntFlag, auto, Enum
class S(StrEnum):
    A = auto()
    BigOne = auto()
    C = "see"
r_a = [s.value for s in S], str(S.A), f"{S.C}", S.C == "see", S("a"), "-".join(S)
class P(IntFlag):
    R = 4
    W = 2
    X = 1
r_b = P.R | P.W == 6, int(P.R | P.X), P.R.value, P(7).value
class M(str, Enum):
    A = "a"
    def __str__(self): return self.value
r_c = str(M.A), f"{M.A}", "%s" % M.A, "{}".format(M.A)
class T(str, Enum):
    A = "a"
r_d = "%s" % T.A, str(T.A), T.A.value, list(T), [*T]
