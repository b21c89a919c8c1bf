from sqlalchemy.orm import declarative_base

Base = declarative_base()


def model(name):
    """Looked up late, so that modules may import each other."""
    import models

    return getattr(models, name)
