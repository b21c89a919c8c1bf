# sqlalchemy-file: files by their descriptions.
from sqlalchemy import JSON
from sqlalchemy.types import TypeDecorator

__modules__ = "types storage file validators processors"


class FileField(TypeDecorator):
    impl = JSON

    def __init__(self, *args, **kwargs):
        super().__init__()


class ImageField(FileField):
    pass
