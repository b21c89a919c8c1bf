"""A namespace package, without __init__.py; modules are imported by name in a loop."""
import importlib

NAMES = ("cats", "dogs")
for name in NAMES:
    importlib.import_module(f"app.tables.{name}")

from app.base import Base  # noqa: E402

metadata = Base.metadata
