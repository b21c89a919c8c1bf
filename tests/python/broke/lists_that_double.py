a = ["x"]
for i in range(64):
    a = a + a
    a += a
    a.extend(a)
    a[1:1] = a
    a = [*a, *a]
