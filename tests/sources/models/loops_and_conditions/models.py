"""Loops, comprehensions, conditions, unpacking and try around columns and constraints."""
import os
import sys

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()
LANGUAGES = ["en", "de", "fr"]
SIZES = {"small": 10, "medium": 50, "large": 200}
USE_JSONB = os.environ.get("AUTOSERVE_TEST_NO_JSONB") is None
PREFIX = os.getenv("AUTOSERVE_TEST_PREFIX", "app_")

try:
    from a_package_that_is_not_there import FancyJson as Json
except ImportError:
    if USE_JSONB:
        from sqlalchemy.dialects.postgresql import JSONB as Json
    else:
        from sqlalchemy import JSON as Json

if sys.version_info >= (3, 0):
    TextType = sa.Text
else:
    TextType = sa.UnicodeText

options = {"nullable": False, "server_default": "x"}


class Page(Base):
    __tablename__ = PREFIX + "pages"

    id = Column(Integer, primary_key=True)
    for _language in LANGUAGES:
        locals()[f"title_{_language}"] = Column(String(100))
    if USE_JSONB:
        data = Column(Json)
    else:
        data = Column(sa.Text)
    body = Column(TextType)
    unpacked = Column(String(3), **options)
    merged = Column(String(4), **{**options, "nullable": True})
    conditional = Column(Integer if USE_JSONB else String, nullable=not USE_JSONB)
    chained = Column(String(SIZES.get("huge") or SIZES["medium"]))

    __table_args__ = (
        *[Index(f"ix_title_{language}", f"title_{language}") for language in LANGUAGES],
        *(UniqueConstraint("id", f"title_{x}", name=f"uq_{i}_{x}") for i, x in enumerate(LANGUAGES) if x != "fr"),
        CheckConstraint(" OR ".join(f"title_{x} IS NOT NULL" for x in LANGUAGES), name="has_title"),
        {**{"comment": "looped"}},
    )


tables = {
    name: Table(
        f"{PREFIX}{name}_boxes",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("label", String(length), nullable=length < 100),
        *[Column(f"c{i}", Integer) for i in range(1, 4)],
    )
    for name, length in SIZES.items()
}

for name, table in tables.items():
    Index(f"ix_{name}", table.c.label, unique=name == "small")

n = 0
while n < 2:
    Table("counted_%d" % n, Base.metadata, Column("id", Integer, primary_key=True))
    n += 1

if False:

    class Never(Base):
        __tablename__ = "never"
        id = Column(Integer, primary_key=True)
