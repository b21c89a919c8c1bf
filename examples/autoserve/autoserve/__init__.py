"""Autoserve: the back office of car workshops and parts dealers, many tenants in one database."""

__version__ = "3.8.0"
