"""Plain, unique, partial, with methods, operator classes, expressions, order, INCLUDE and options."""
import sqlalchemy as sa
from sqlalchemy import Column, DateTime, Index, Integer, String, Text, asc, desc, func, nulls_first, nulls_last, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Doc(Base):
    __tablename__ = "docs"

    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(index=True)
    b: Mapped[str] = mapped_column(String(20), unique=True)
    c: Mapped[str] = mapped_column(String(20), unique=True, index=True)
    d: Mapped[str | None] = mapped_column(String(20), index=False)
    data = Column(JSONB)
    tags = Column(ARRAY(String))
    words = Column(TSVECTOR)
    at = Column(DateTime(True))
    title = Column("title_text", Text)
    deleted = Column(DateTime)
    status = Column(String(10))

    __table_args__ = (
        Index("ix_by_name", "a", "b"),
        Index("ix_by_column", a, title),
        Index("ix_unique", "a", "d", unique=True),
        Index("ix_partial_text", "a", postgresql_where=text("deleted IS NULL")),
        Index("ix_partial_string", "a", postgresql_where="status = 'open'"),
        Index("ix_partial_column", "b", unique=True, postgresql_where=deleted.is_(None)),
        Index("ix_partial_and", "b", postgresql_where=sa.and_(deleted.is_(None), status == "open")),
        Index("ix_partial_in", "b", postgresql_where=status.in_(["open", "shut"])),
        Index("ix_gin", "data", postgresql_using="gin"),
        Index("ix_gin_path", "data", postgresql_using="gin", postgresql_ops={"data": "jsonb_path_ops"}),
        Index("ix_gin_two", tags, words, postgresql_using="gin"),
        Index("ix_hash", "a", postgresql_using="hash"),
        Index("ix_brin", "at", postgresql_using="brin", postgresql_with={"pages_per_range": 32}),
        Index("ix_fillfactor", "a", postgresql_with={"fillfactor": 70}),
        Index("ix_include", "a", postgresql_include=["b", "d"]),
        Index("ix_include_column", "a", unique=True, postgresql_include=[at]),
        Index("ix_ops", "b", postgresql_ops={"b": "varchar_pattern_ops"}),
        Index("ix_lower", func.lower(b)),
        Index("ix_lower_text", text("lower(b)")),
        Index("ix_expression_and_column", "a", func.lower(title), text("upper(d) DESC")),
        Index("ix_coalesce", func.coalesce(d, "none"), unique=True),
        Index("ix_operator", (a + 1)),
        Index("ix_cast", sa.cast(a, sa.String)),
        Index("ix_json_path", data["key"].astext),
        Index("ix_json_text", text("(data ->> 'name')"), postgresql_where=text("data ? 'name'")),
        Index("ix_labelled", func.lower(b).label("b_low"), postgresql_ops={"b_low": "text_pattern_ops"}),
        Index("ix_desc", desc("a")),
        Index("ix_desc_method", at.desc(), a.asc()),
        Index("ix_nulls", at.desc().nulls_last(), nulls_first(asc(a))),
        Index("ix_nulls_function", nulls_last(desc(at))),
        Index("ix_tsvector_text", text("to_tsvector('simple', title_text)"), postgresql_using="gin"),
        Index("ix_nulls_distinct", "d", unique=True, postgresql_nulls_not_distinct=True),
        Index("ix_postgresql_only", "a", "at").ddl_if(dialect="postgresql"),
        Index("ix_sqlite_only", "a", "at").ddl_if(dialect="sqlite"),
        Index("ix_concurrently", "at", postgresql_concurrently=True),
        Index("Mixed Case", "a"),
    )


Index("ix_after_class", Doc.a, Doc.at)
Index("ix_after_class_expression", func.lower(Doc.d), Doc.a.desc(), postgresql_where=Doc.a > 5)
sa.Index("ix_on_table", Doc.__table__.c.title_text)
