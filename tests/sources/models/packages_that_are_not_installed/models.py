"""Parts that some installations have: a package of the same house, and one that is only sometimes there."""
import importlib

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

try:
    from shop_enterprise.settings import PREFIX, ExtraColumns
except ImportError:
    PREFIX = "shop_"

    class ExtraColumns:
        note = Column(String(40))


def settings():
    try:
        module = importlib.import_module("shop_stronghold.settings")
        cls = getattr(module, "Settings")
    except (ImportError, AttributeError):

        class cls:
            length = 12

    return cls()


try:
    import fastest_json as json
except Exception:
    import json

Base = declarative_base()


class Order(ExtraColumns, Base):
    __tablename__ = PREFIX + "orders"
    id = Column(Integer, primary_key=True)
    code = Column(String(settings().length))
    state = Column(String(20), server_default=json.dumps({"a": 1}))
