# fastapi-users: its models are those of fastapi_users_db_sqlalchemy, which older versions held themselves.
from fastapi_users_db_sqlalchemy import *

__modules__ = "db models"
