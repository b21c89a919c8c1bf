import hashlib, json, string, textwrap
r_a = hashlib.md5(b"hello").hexdigest(), hashlib.sha1("hello".encode()).hexdigest(), hashlib.sha256(b"").hexdigest()
h = hashlib.md5(); h.update(b"a" * 100); h.update(b"b")
r_b = h.hexdigest(), h.hexdigest()[:4]
r_c = json.dumps({"a": [1, 2.5, None, True, "x\n\"é"]}), json.loads('{"a": [1, 2, {"b": null}]}'), json.dumps([1, 2], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True)
r_d = string.ascii_lowercase, string.digits, string.ascii_letters[:3]
r_e = textwrap.dedent("""
    a
      b
    c
"""), textwrap.indent("a\nb", "> ")
r_f = int(hashlib.md5(b"x").hexdigest(), 16) % 1000, int("ffffffffffffffffffffffff", 16)


def r_decoded(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return isinstance(error, ValueError)


r_d = r_decoded(""), r_decoded("[1]")
