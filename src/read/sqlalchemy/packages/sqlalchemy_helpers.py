# sqlalchemy-helpers: a base with a naming convention.
from sqlalchemy.orm import declarative_base

__modules__ = "manager aio fastapi flask_ext"


def get_base(*args, **kwargs):
    base = declarative_base(*args, **kwargs)
    base.metadata.naming_convention = {
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
    return base


Base = get_base()
