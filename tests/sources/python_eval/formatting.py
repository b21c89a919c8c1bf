x, name, f = 42, "bob", 3.14159
r_a = f"{x} {name!r} {f:.2f} {x:05d} {x:>6}|{name:<6}|{name:^7}|"
r_b = f"{x:,} {1234567:,} {1234567.891:,.2f} {0.256:.1%} {x:x} {x:#x} {x:b} {x:+d}"
r_c = "{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b[0]} {c.real}".format(a=1, b=[2], c=3)
r_d = "{:>5}".format("ab"), "{:*^9}".format("mid"), "{0:{1}}".format("x", 5), "{{}}".format()
r_e = f"{'nested ' + name}", f"{x!s:>5}", f"{x=}", f"{[i for i in range(3)]}"
width = 8
r_f = f"{name:>{width}}", f"{f:{width}.3f}", f"{f:e}", f"{1e10:g}", f"{f}"
r_g = format(x, "o"), format(f, ".3g"), format("s", ">3"), format(True), f"{True:d}", f"{None}"
r_h = "%s" % (1,), "%s %s" % ("a", [1]), "%s" % None, "%c" % "x", "%e" % 12345.678, "%g" % 0.0001
r_i = f"{'a' if x else 'b'}" f"{x}" "plain"
r_j = f"{{literal}} {x}", "{!r}".format("q"), "{:d}".format(7), "{:08.3f}".format(3.14159)
r_k = "{first}-{last}".format_map({"first": 1, "last": 2}), "{0[key]}".format({"key": "v"})
r_l = f"{1.0}", f"{2.50:.1f}", f"{-5:06d}", f"{-5: d}", f"{5: d}", f"{12345.678:.0f}"
