"""The beginning: where the answer goes, how a failure is told, and where imports start."""
import json
import os
import sys

asked = json.loads(sys.argv[1])
del sys.argv[1:]  # what the application finds there is none of its own

# Nothing that the application prints or starts may come into the answer.
_answer = os.dup(3)
os.close(3)


def end(document):
    """Answers and ends, whatever threads are still running and whatever is registered to happen at the end."""
    data = json.dumps(document).encode("ascii")
    while data:
        data = data[os.write(_answer, data):]
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # the application may have replaced it by anything
            pass
    os._exit(0)


def fail(code, message, hint="", origin=""):
    end({"failed": {"code": code, "message": message, "hint": hint, "origin": origin, "python": "%d.%d" % sys.version_info[:2], "interpreter": sys.executable or ""}})


sys.path[:1] = [os.path.abspath(asked["root"])]
sys.path[1:1] = [os.path.abspath(root) for root in asked["roots"]]
sys.dont_write_bytecode = True

try:
    import sqlalchemy  # noqa: F401: the parts below use it
except ImportError as error:
    if getattr(error, "name", "sqlalchemy") == "sqlalchemy":
        fail("no-sqlalchemy", "SQLAlchemy is not installed for it")
    fail("no-sqlalchemy", "its SQLAlchemy cannot be imported: %s" % error)
if tuple(int(part) for part in sqlalchemy.__version__.split(".")[:2]) < (1, 3):
    fail("no-sqlalchemy", "its SQLAlchemy is %s, and trueup reads 1.3 and later" % sqlalchemy.__version__)
