"""What models do elsewhere than on PostgreSQL, decided by settings that nobody knows here."""
import os

from sqlalchemy import BigInteger, Column, Integer, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.url import make_url
from sqlalchemy.orm import declarative_base

url = make_url(os.environ.get("SHOP_DATABASE_URL") or "postgresql+psycopg2://localhost/shop")
Base = declarative_base()


def dialect():
    return url.get_backend_name() and postgresql.dialect()


def table_args():
    if dialect().name == "mysql":
        return {"mysql_engine": "InnoDB"}
    return {"comment": "on PostgreSQL"}


KEY = Integer if url.drivername.startswith("sqlite") else BigInteger


class Order(Base):
    __tablename__ = "orders"
    __table_args__ = table_args()
    id = Column(KEY, primary_key=True)
    if url.get_backend_name() != "sqlite":
        note = Column(String(40))
    if dialect().name in ("mysql", "mariadb"):
        only_there = Column(String(40))
    if dialect().name == "postgresql":
        only_here = Column(String(40))
    if "sqlite" not in url.drivername:
        length = Column(Integer)
