r_a = "a,b;c d".replace(";", ",").replace(" ", ",").split(","), "x=1;y=2".split(";"), dict(p.split("=") for p in "x=1;y=2".split(";"))
r_b = "Hello"[::-1].lower(), "hello world foo".title().replace(" ", ""), "".join(w.capitalize() for w in "snake_case_name".split("_"))
r_c = "camelCase"[0].upper() + "camelCase"[1:], "%s_%s" % ("a", "b"), "{}_{}".format("a", "b"), "_".join(("a", "b"))
r_d = "abc" < "abd", "Z" < "a", "10" < "9", "a" * 0, "abc".find("z"), "abcabc".rfind("bc"), "aXbX".count("X")
r_e = "  pad ".strip(), "__x__".strip("_"), "path/to/file".rsplit("/", 1)[-1], "a.b.c".split(".", 1)
r_f = "tab\tnew\nline", "quote'd", 'dq"', "uni\u00e9", "\x41", "\101", "a\
b"
r_g = "%(a)s %(b)d" % {"a": "x", "b": 2}, "%-10s|" % "left", "%10s|" % "right", "%.2s|" % "abc", "%s" % [1, 2], "%s %s" % ("a", ("b",))
r_h = "ab\ncd".splitlines(), "a b".partition(" "), "x".join("abc"), "abc".encode("utf-8"), b"abc".decode("ascii"), "é".encode()
r_i = str.join("-", ["a"]), str.lower("ABC"), "abc".__contains__("b"), "a" "b", ("a"
  "b")
r_j = "é".upper(), "ß".casefold() == "ss" or True, "ﬁ" != "fi", "日本語"[1], len("日本語"), "日本語".find("語"), "añb".index("b"), "日本"[::-1]
r_k = "a{}b{}".format(*"xy"), "{0}{0}{1}".format("a", "b"), "{x[a]}{y.real}".format(x={"a": 1}, y=2), "{:>{w}}".format("r", w=4), "{!s:^5}".format("c")
r_l = "abc".isascii(), "١".isdigit() or True, "Ab1".isalnum(), "".isalpha(), "a b".isalpha(), "Title Case".istitle(), "x".isprintable() if hasattr("", "isprintable") else True
r_m = "mississippi".replace("ss", "SS", 1), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".strip("ac"), "xyz".center(9), "n".zfill(3)
r_n = [c for c in "héy"], list(enumerate("ab")), sorted("cab"), max("abc"), "".join(reversed("abc")), "a" in "abc" and "z" not in "abc"
r_o = repr("a\\b"), repr("\u200b") != "", repr('both\'"'), ascii("abc"), repr(""), repr("\r\x01")
