"""Texts, and expressions of columns that SQLAlchemy spells."""
import enum

import sqlalchemy as sa
from sqlalchemy import Boolean, CheckConstraint, Column, Date, Enum, Integer, Numeric, String, and_, between, case, column, func, literal_column, not_, or_, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import declarative_base

Base = declarative_base()
LIMIT = 100
KINDS = ("a", "b", "c")


class Letter(enum.Enum):
    A = "a"
    B = "b"


class Check(Base):
    __tablename__ = "checks"

    id = Column(Integer, primary_key=True)
    a = Column(Integer, CheckConstraint("a > 0"))
    b = Column(Integer, CheckConstraint("b < 10", name="b_small"))
    c = Column(String(20))
    d = Column(Date)
    e = Column(Date)
    n = Column(Numeric(8, 2))
    flag = Column(Boolean)
    checked_flag = Column(Boolean(create_constraint=True, name="checked_flag_bool"))
    tags = Column(ARRAY(String))
    data = Column(JSONB)
    letter = Column(Enum(Letter, native_enum=False, create_constraint=True, name="letter_known"))

    __table_args__ = (
        CheckConstraint("a <> b", name="text_check"),
        CheckConstraint(text("a + b < 1000"), name="text_object"),
        CheckConstraint(f"a < {LIMIT}", name="f_string"),
        CheckConstraint("c IN ('{}')".format("', '".join(KINDS)), name="format_join"),
        CheckConstraint("c LIKE 'x%'", name="percent"),
        CheckConstraint("c ~ '^[a-z]+$'", name="regular"),
        CheckConstraint(a > 0, name="greater"),
        CheckConstraint(a >= b, name="two_columns"),
        CheckConstraint(a != 5, name="not_equal"),
        CheckConstraint(c == "it's", name="quoted"),
        CheckConstraint(n > 1.5, name="floating"),
        CheckConstraint(a.in_([1, 2, 3]), name="in_list"),
        CheckConstraint(c.in_(KINDS), name="in_strings"),
        CheckConstraint(c.not_in(["x"]), name="not_in_list"),
        CheckConstraint(a.between(1, 5), name="between_method"),
        CheckConstraint(between(b, 1, LIMIT), name="between_function"),
        CheckConstraint(d.is_(None), name="is_null"),
        CheckConstraint(d.is_not(None), name="is_not_null"),
        CheckConstraint(d == None, name="equals_none"),  # noqa: E711
        CheckConstraint(flag.is_(True), name="is_true"),
        CheckConstraint(flag == True, name="equals_true"),  # noqa: E712
        CheckConstraint(not_(flag), name="not_function"),
        CheckConstraint(~flag, name="inverted"),
        CheckConstraint(and_(a > 0, b > 0), name="and_function"),
        CheckConstraint((a > 0) & (b > 0) | (c == "z"), name="operators"),
        CheckConstraint(or_(d.is_(None), and_(e.is_not(None), e >= d)), name="nested"),
        CheckConstraint(not_(and_(a > 0, b > 0)), name="not_and"),
        CheckConstraint(func.length(c) > 3, name="function_left"),
        CheckConstraint(func.lower(c) == c, name="function_equals_column"),
        CheckConstraint(a + b * 2 < LIMIT, name="arithmetic"),
        CheckConstraint((a + b) * 2 < LIMIT, name="grouped_arithmetic"),
        CheckConstraint(a % 2 == 0, name="modulo"),
        CheckConstraint(-a < 0, name="negated"),
        CheckConstraint(c.like("a%"), name="like_method"),
        CheckConstraint(c.ilike("%b"), name="ilike_method"),
        CheckConstraint(c.startswith("pre"), name="startswith_method"),
        CheckConstraint(c.regexp_match("^[0-9]+$"), name="regexp_method"),
        CheckConstraint(c.op("~*")("abc"), name="custom_operator"),
        CheckConstraint(c + "x" != "yx", name="concatenated"),
        CheckConstraint(sa.cast(c, Integer) > 0, name="cast_function"),
        CheckConstraint(case((a > 0, b > 0), else_=True), name="case_function"),
        CheckConstraint(func.coalesce(a, 0) >= 0, name="coalesced"),
        CheckConstraint(func.num_nonnulls(a, b) == 1, name="exactly_one"),
        CheckConstraint(column("b") > 3, name="free_column"),
        CheckConstraint(literal_column("b") < 99, name="literal_column_left"),
        CheckConstraint(tags.any("x"), name="array_any"),
        CheckConstraint(data["k"].astext == "v", name="json_path"),
        CheckConstraint(a.is_distinct_from(b), name="distinct"),
        CheckConstraint("a IS NOT NULL OR b IS NOT NULL"),
        CheckConstraint("e >= d", name="with_comment", comment="in order"),
        CheckConstraint("a < 7", name="deferred", deferrable=False),
    )
