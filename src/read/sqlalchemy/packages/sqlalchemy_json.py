# sqlalchemy-json: JSON that knows when it is changed.
from sqlalchemy import JSON

__modules__ = "track alchemy"
MutableJson = NestedMutableJson = JSON


def mutable_json_type(dbtype=JSON, nested=False):
    return dbtype
