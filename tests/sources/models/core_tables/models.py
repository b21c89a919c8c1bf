"""Table() in its forms, and columns and constraints that come later."""
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

meta = MetaData()

users = Table(
    "users",
    meta,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), nullable=False, key="login"),
    Column("email", String, unique=True, index=True),
    sa.UniqueConstraint("login", "email", name="login_email"),
    sa.CheckConstraint("length(name) > 2", "name_length"),
    sa.Index("ix_users_both", "login", "email"),
    comment="a table's comment",
    quote=False,
)

common = [Column("note", String(10)), Column("rank", Integer, server_default="0")]


def columns_of(name):
    return (
        Column(f"{name}_id", Integer, primary_key=True),
        Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False),
        Column("user_email", None, ForeignKey("users.email")),
    )


posts = Table("posts", meta, *columns_of("post"), *common)
comments = Table("comments", meta, *columns_of("comment"), Column("post_id", ForeignKey("posts.post_id")), schema=None)

late = Table("late", meta, sa.Column("id", sa.Integer, primary_key=True))
late.append_column(Column("added", sa.Boolean, nullable=False))
late.append_constraint(sa.UniqueConstraint("added", name="added_once"))
sa.Index("ix_late_added", late.c.added, unique=True)

extended = Table("late", meta, Column("extended", sa.Date), extend_existing=True)

no_key = Table("no_key", meta, Column("x", Integer), Column("Mixed Case", Integer), Column("select", Integer, index=True))

copied = posts.to_metadata(meta, name="posts_archive")
