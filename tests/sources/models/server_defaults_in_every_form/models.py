"""Literals, text, functions, constants, operators, and what is no server default at all."""
import datetime
import enum
import uuid

import sqlalchemy as sa
from sqlalchemy import Column, DefaultClause, FetchedValue, Integer, String, Table, cast, func, literal, literal_column, null, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID, array

metadata = sa.MetaData()
NOW = func.now()
ZERO = "0"


class State(str, enum.Enum):
    OPEN = "open"
    SHUT = "shut"


def utcnow():
    return datetime.datetime.utcnow()


defaults = Table(
    "defaults", metadata,
    Column("id", Integer, primary_key=True),
    Column("a_string", String(9), server_default="abc"),
    Column("an_empty_string", String(9), server_default=""),
    Column("a_quote", String(9), server_default="it's"),
    Column("a_percent", String(9), server_default="50%"),
    Column("a_backslash", String(9), server_default="a\\b"),
    Column("a_colon", String(20), server_default="12:30:00"),
    Column("a_number_string", Integer, server_default=ZERO),
    Column("a_negative_string", Integer, server_default="-1"),
    Column("a_text_number", Integer, server_default=text("42")),
    Column("a_text_string", String(9), server_default=text("'quoted'")),
    Column("a_text_cast", JSONB, server_default=text("'{}'::jsonb")),
    Column("a_text_escaped_colon", String(9), server_default=text(r"'a\:b'")),
    Column("a_function", sa.DateTime, server_default=func.now()),
    Column("a_function_constant", sa.DateTime, server_default=NOW),
    Column("current_timestamp", sa.DateTime(True), server_default=func.current_timestamp()),
    Column("localtimestamp", sa.DateTime, server_default=func.localtimestamp()),
    Column("current_date", sa.Date, server_default=func.current_date()),
    Column("a_function_with_arguments", String(9), server_default=func.substr("abcdef", 2, 3)),
    Column("a_dotted_function", sa.Float, server_default=func.pg_catalog.random()),
    Column("nested", sa.DateTime, server_default=func.timezone("utc", func.now())),
    Column("true_", sa.Boolean, server_default=sa.true()),
    Column("false_", sa.Boolean, server_default=sa.false()),
    Column("true_expression", sa.Boolean, server_default=sa.sql.expression.true()),
    Column("true_text", sa.Boolean, server_default=text("TRUE")),
    Column("true_string", sa.Boolean, server_default="t"),
    Column("null_", String(9), server_default=null()),
    Column("a_clause", String(9), server_default=DefaultClause("clause")),
    Column("a_clause_of_text", Integer, server_default=DefaultClause(text("5"))),
    Column("fetched", Integer, server_default=FetchedValue()),
    Column("a_literal", Integer, server_default=literal(7)),
    Column("a_literal_string", String(9), server_default=literal("seven")),
    Column("a_literal_column", sa.Date, server_default=literal_column("CURRENT_DATE")),
    Column("an_operation", sa.DateTime, server_default=func.now() + text("interval '1 day'")),
    Column("a_cast", sa.Date, server_default=cast(func.now(), sa.Date)),
    Column("an_array", ARRAY(Integer), server_default=text("'{}'")),
    Column("an_array_expression", ARRAY(Integer), server_default=cast(array([], type_=Integer), ARRAY(Integer))),
    Column("an_array_string", ARRAY(String), server_default="{}"),
    Column("an_enum_name", sa.Enum(State), server_default=State.OPEN.name),
    Column("an_enum_value", String(9), server_default=State.SHUT.value),
    Column("an_enum_member", String(9), server_default=State.SHUT),
    Column("a_uuid", UUID, server_default=func.gen_random_uuid()),
    Column("a_uuid_text", UUID, server_default=text("gen_random_uuid()")),
    Column("python_constant", Integer, default=3, nullable=False),
    Column("python_function", sa.DateTime, default=utcnow),
    Column("python_uuid", UUID, default=uuid.uuid4),
    Column("python_sql", sa.DateTime, default=func.now()),
    Column("python_update", sa.DateTime, onupdate=func.now(), server_onupdate=FetchedValue()),
    Column("formatted", String(20), server_default="{}-{}".format("a", 1)),
    Column("f_string", String(20), server_default=f"{ZERO}{ZERO}7"),
    Column("percent_format", String(20), server_default="%s items" % 3),
    Column("joined", String(20), server_default="".join(["x", "y"])),
    Column("from_int", Integer, server_default=str(3 * 7)),
    Column("none", Integer, server_default=None),
)
