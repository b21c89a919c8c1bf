"""Importing the package imports every model."""
from . import order, product
from .customer import Customer as Client
