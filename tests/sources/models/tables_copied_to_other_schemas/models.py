"""Table.to_metadata(): the schema that is given, or the metadata's own; what refers to its neighbours goes along."""
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table

shop = MetaData(schema="shop")
countries = Table("countries", shop, Column("code", String(2), primary_key=True), schema="world")
users = Table(
    "users",
    shop,
    Column("id", Integer, primary_key=True),
    Column("boss", ForeignKey("shop.users.id")),
    Column("country", ForeignKey(countries.c.code)),
    comment="people",
)
orders = Table(
    "orders",
    shop,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE")),
    Column("parent", Integer),
    ForeignKeyConstraint(["parent"], ["orders.id"]),
    comment="sold",
    postgresql_partition_by="HASH (id)",
)
users.to_metadata(shop, schema="tenant")
orders.to_metadata(shop, schema="tenant")
users.to_metadata(shop, name="former_users")

third = MetaData(schema="third")
tags = Table("tags", MetaData(), Column("id", Integer, primary_key=True), Column("above", ForeignKey("tags.id")), comment="words")
tags.to_metadata(third)
tags.to_metadata(third, schema=None, name="labels")
orders_of_none = Table("notes", MetaData(schema="first"), Column("id", Integer, primary_key=True), Column("above", ForeignKey("first.notes.id")))
orders_of_none.to_metadata(third, schema=None)
