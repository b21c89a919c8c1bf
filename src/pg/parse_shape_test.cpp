#include "pg/parse_shape.h"

#include <gtest/gtest.h>

#include <cstring>

#include "pg/parse.h"

namespace trueup {
namespace {

template <class T>
T member(const ProtobufCMessage& message, unsigned offset) {
  T out;
  std::memcpy(&out, reinterpret_cast<const char*>(&message) + offset, sizeof out);
  return out;
}

// All of a tree but where its parts stood.
std::string shown(const ProtobufCMessage& message) {
  std::string out = std::string(message.descriptor->short_name) + "(";
  for (unsigned i = 0; i < message.descriptor->n_fields; ++i) {
    const ProtobufCFieldDescriptor& field = message.descriptor->fields[i];
    if (std::string_view(field.name).find("location") != std::string_view::npos) continue;
    if (field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF && member<std::uint32_t>(message, field.quantifier_offset) != field.id) continue;
    out += std::string(" ") + field.name + "=";
    if (field.label == PROTOBUF_C_LABEL_REPEATED) {
      for (std::size_t k = 0; k < member<std::size_t>(message, field.quantifier_offset); ++k)
        out += shown(*member<const ProtobufCMessage* const*>(message, field.offset)[k]);
    } else if (field.type == PROTOBUF_C_TYPE_MESSAGE) {
      if (const auto* inner = member<const ProtobufCMessage*>(message, field.offset)) out += shown(*inner);
    } else if (field.type == PROTOBUF_C_TYPE_STRING) {
      out += member<const char*>(message, field.offset);
    } else if (field.type == PROTOBUF_C_TYPE_BOOL) {
      out += std::to_string(member<protobuf_c_boolean>(message, field.offset));
    } else {
      out += std::to_string(member<std::int32_t>(message, field.offset));
    }
  }
  return out + ")";
}

std::string tree(const Result<ParsedExpr>& parsed) { return parsed ? shown(parsed->node().base) : "error: " + parsed.error().message; }

const char* const texts[] = {
    "1", "-1", "- 2", "+3", "0", "007", "123456789", "1234567890", "99999999999", "1.5", ".5", "1.", "-1.25", "1e5", "1.5e-3", "a.1", "700000001", "-700000001",
    "'x'", "''", "'it''s'", "''''", "'a' 'b'", "'a'\n'b'", "'a'\n -- c\n 'b'", "E'a\\nb'", "e'x'", "N'x'", "B'101'", "X'1F'", "U&'d\\0061t'", "U&\"d\\0061t\"", "u&\"x\"", "a&'x'", "$1", "$$x$$", "'trueup_s0'", "trueup_n0 + trueup_n1", "'trueup_n0'",
    "now()", "NOW()", "pg_catalog.now()", "\"Now\"()", "CURRENT_TIMESTAMP", "current_timestamp(3)", "localtime", "a", "A", "\"A\"", "\"a\"\"b\"", "\"\"", "Ä", "ä > 1", "a$b", "x.y.z", "x.*", "count(*)", "count(DISTINCT a)", "sum(a) FILTER (WHERE b > 1)", "sum(a) OVER (PARTITION BY b)",
    "a > 0", "a>0 AND b<1", "a > 0 and not (b is null or c = 'x')", "a IN ('x', 'y')", "a in (1,2,3)", "a = ANY (ARRAY['x'::text, 'y'::text])", "a BETWEEN 1 AND 2", "a NOT BETWEEN SYMMETRIC 1 AND b", "a LIKE 'x%' ESCAPE '!'", "a ~ '^x'", "a ~~* b", "a !~ 'x'", "a -- comment", "a /* c */ + 1", "a --b\n", "a - -1", "a - - 1", "a-1", "a*-1",
    "'x'::text", "x::varchar(20)", "x::numeric(10,2)", "'{}'::jsonb", "'1 day'::interval", "interval '1' day", "interval '1 day'", "interval(3) '1'", "interval '1' second(3)", "CAST(x AS double precision)", "CAST(x AS float(24))", "CAST(x AS float(53))", "CAST(x AS float(54))", "x::float(0)", "x::bit(3)", "x::char", "x::\"char\"", "x::public.mood", "x::int[]", "x::int[3][]", "x::timestamp(3) with time zone", "x::mytype(1, 'a')", "date '2020-01-01'", "timestamp with time zone '2020-01-01'", "mytype '1'", "x::s.t%TYPE",
    "a AT TIME ZONE 'utc'", "a COLLATE \"C\"", "a collate pg_catalog.\"de_DE\"", "a IS DISTINCT FROM b", "a IS NOT NULL", "a ISNULL", "a IS TRUE", "extract(year FROM a)", "extract(epoch from a)", "date_part('year', a)", "year", "type", "name", "value > 1", "key = 'x'", "position('a' in b)", "substring(a from 2 for 3)", "overlay(a placing 'x' from 1)", "trim(both ' ' from a)", "coalesce(a, 0)", "nullif(a,'')", "greatest(a,1)", "CASE WHEN a THEN 1 ELSE 2 END", "case a when 'x' then 'y' end", "(a).b", "(a).b[1]", "a[1]", "a[1:2]", "a['x']", "ROW(1,2)", "(1,2)", "(SELECT 1)", "EXISTS (SELECT 1 FROM t)", "a OPERATOR(pg_catalog.+) 1", "a || 'x' || b", "a ->> 'x'", "a #>> '{a,b}'", "a @> '{\"x\": 1}'", "a ? 'x'", "f(x => 1, y := 'z')", "f(VARIADIC a)", "f('x', 1, b)", "nextval('s.q'::regclass)", "NULL", "true", "FALSE", "array[1,2]::int[]", "ARRAY[]::text[]", "xmlelement(name foo)", "grouping(a)", "a IS DOCUMENT", "DEFAULT", "a, b", "a b", "1; 2", "a) FROM (SELECT 1", "(", "", " ", "a > ", "select", "'", "\"", "\"a", "a AS b", "*",
    "this_is_a_name_of_more_than_sixty_three_characters_which_postgresql_will_cut_off > 1", "a\\b", "a;b", "{}"};

}  // namespace

TEST(ParseShape, a_filled_shape_is_what_the_parser_makes_of_the_text) {
  for (int again = 0; again < 2; ++again)
    for (const char* text : texts) EXPECT_EQ(tree(parse_meaning(text)), tree(parse_expression(text))) << text;
}

TEST(ParseShape, what_differs_in_names_and_constants_has_one_shape) {
  const auto shape = [](std::string_view sql) { return shape_of(sql).value_or(ExpressionShape{.text = "none"}).text; };
  EXPECT_EQ(shape("a > 0 AND sort IN ('x', 'y')"), shape("q > 17 AND mood IN ('it''s', '')"));
  EXPECT_EQ(shape("lower(email)"), shape("upper(\"Name of\")"));
  EXPECT_NE(shape("interval '1' day"), shape("interval '1' year"));
  EXPECT_NE(shape("a > 0"), shape("year > 0"));
  EXPECT_EQ(shape("a > $1"), "none");
  EXPECT_EQ(shape("a > 1 -- b"), "none");
}

}  // namespace trueup
