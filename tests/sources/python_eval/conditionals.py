X = 5
if X > 3:
    a = "big"
elif X > 1: a = "mid"
else: a = "small"
r_a = a
class C:
    if X == 5:
        col = "five"
    else:
        col = "other"
    for n in range(3):
        locals()[f"c{n}"] = n
    try:
        y = int("zz")
    except ValueError:
        y = -1
    with open.__class__ and __import__("contextlib").nullcontext(3) as w: pass
r_b = C.col, C.c2, C.y, C.w
def pick(v):
    if not v: return "falsy"
    if isinstance(v, (list, tuple)): return [pick(x) for x in v]
    if v is None: return "none"
    return {1: "one", 2: "two"}.get(v, "many")
r_c = pick(0), pick([1, 2, 3]), pick(2)
r_d = "yes" if X else "no", X and "and", X or "or", not X, (X == 5) is True
i = 0
while True:
    i += 1
    if i % 2: continue
    if i > 6: break
r_e = i
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: continue
    if i == 1: break
r_f = i, j
r_g = [("fizz" * (not i % 3) + "buzz" * (not i % 5)) or i for i in range(1, 16)]
