"""What the program itself puts into its environment."""
import os
from os import environ

os.environ["TRUEUP_CASE"] = "module.name"
r_a = environ.get("TRUEUP_CASE"), os.getenv("TRUEUP_CASE", "x"), environ["TRUEUP_CASE"], "TRUEUP_CASE" in os.environ
r_b = environ.setdefault("TRUEUP_CASE", "other"), environ.setdefault("TRUEUP_OTHER", "first"), environ.get("TRUEUP_OTHER")
environ.update({"TRUEUP_CASE": "changed"}, TRUEUP_THIRD="3")
r_c = os.environ["TRUEUP_CASE"], os.getenv("TRUEUP_THIRD"), sorted(k for k in environ if k.startswith("TRUEUP_C"))
for key in ["TRUEUP_THIRD"]:
    del os.environ[key]
r_d = "TRUEUP_THIRD" in os.environ, os.environ.pop("TRUEUP_OTHER"), os.environ.pop("TRUEUP_OTHER", "gone")
r_e = __doc__
