#include "pg/parse.h"

#include <gtest/gtest.h>

#include "pg/types.h"

namespace trueup {

TEST(Parse, one_bad_statement_does_not_hide_the_others) {
  const ParsedSql sql =
      parse_script("-- é\nCREATE TABLE a (x int);\nCREATE TABEL b ();\n/* c */ SELECT 'a;b';\n", Symbol("s.sql"));
  ASSERT_EQ(sql.statements().size(), 2u);
  EXPECT_EQ(sql.statements()[0].text, "CREATE TABLE a (x int)");
  EXPECT_EQ(sql.statements()[0].origin.line, 2u);
  EXPECT_EQ(sql.statements()[1].text, "SELECT 'a;b'");
  ASSERT_EQ(sql.diags().size(), 1u);
  EXPECT_EQ(sql.diags()[0].origin.str_with_column(), "s.sql:3:8");
}

TEST(Parse, deep_expressions_are_parsed_and_deeper_ones_refused) {
  std::string sum = "1";
  for (int i = 0; i < 20000; ++i) sum += "+1";
  EXPECT_TRUE(parse_expression(sum));
  for (int i = 0; i < 100000; ++i) sum += "+1";
  const auto refused = parse_expression(sum);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "statement-too-large");
}

TEST(Parse, an_expression_is_one_and_only_one) {
  EXPECT_TRUE(parse_expression("a > 1 -- comment"));
  EXPECT_FALSE(parse_expression("a, b) FROM (SELECT 1"));
  EXPECT_FALSE(parse_expression("1); DROP TABLE x; SELECT (1"));
  EXPECT_FALSE(parse_expression("a IS JSON"));
}

TEST(Types, every_spelling_has_one_canonical_form) {
  const auto spell = [](std::string_view text) {
    const auto type = parse_type(text);
    return type ? type->spell_qualified() : "error";
  };
  EXPECT_EQ(spell("int4"), "integer");
  EXPECT_EQ(spell(" VARCHAR ( 20 ) "), "character varying(20)");
  EXPECT_EQ(spell("timestamptz(3)"), "timestamp(3) with time zone");
  EXPECT_EQ(spell("timestamp"), "timestamp without time zone");
  EXPECT_EQ(spell("timestamp (0) without time zone"), "timestamp(0) without time zone");
  EXPECT_EQ(spell("float(24)"), "real");
  EXPECT_EQ(spell("float"), "double precision");
  EXPECT_EQ(spell("bit"), "bit(1)");
  EXPECT_EQ(spell("bit varying(5)"), "bit varying(5)");
  EXPECT_EQ(spell("char"), "character(1)");
  EXPECT_EQ(spell("bpchar"), "bpchar");
  EXPECT_EQ(spell("\"char\""), "\"char\"");
  EXPECT_EQ(spell("national character varying (5)"), "character varying(5)");
  EXPECT_EQ(spell("numeric(10)"), "numeric(10,0)");
  EXPECT_EQ(spell("decimal(10,-2)"), "numeric(10,-2)");
  EXPECT_EQ(spell("interval day to second(3)"), "interval day to second(3)");
  EXPECT_EQ(spell("interval(3)"), "interval(3)");
  EXPECT_EQ(spell("text[][3]"), "text[]");
  EXPECT_EQ(spell("int array[4]"), "integer[]");
  EXPECT_EQ(spell("_text"), "text[]");
  EXPECT_EQ(spell("app.mood[]"), "app.mood[]");
  EXPECT_EQ(spell("\"MyType\""), "\"MyType\"");
  EXPECT_EQ(spell("pg_catalog.int8"), "bigint");
  EXPECT_EQ(spell("geometry(POINT,4326)"), "geometry(Point,4326)");
  EXPECT_EQ(spell("public.geography(point)"), "public.geography(Point,4326)");
  EXPECT_EQ(spell("geometry(POINT,-1)"), "geometry(Point)");
  EXPECT_EQ(spell("geometry(GEOMETRY,-1)"), "geometry");
  EXPECT_EQ(spell("geometry(GEOMETRY,4326)"), "geometry(Geometry,4326)");
  EXPECT_EQ(spell("geography(GEOMETRY,-1)"), "geography(Geometry,4326)");
  EXPECT_EQ(spell("serial"), "error");
  EXPECT_EQ(spell("numeric(0)"), "error");
  EXPECT_EQ(spell("int4(3)"), "error");
  EXPECT_EQ(spell("varchar(20"), "error");
  EXPECT_EQ(serial_base("BIGSERIAL").spell(), "bigint");
}

TEST(Types, a_change_of_type_is_known_by_its_cost) {
  const auto change = [](std::string_view have, std::string_view want) {
    return classify_change(*parse_type(have), *parse_type(want));
  };
  EXPECT_EQ(change("varchar(10)", "varchar(20)"), TypeChange::in_place);
  EXPECT_EQ(change("varchar(20)", "varchar(10)"), TypeChange::narrow);
  EXPECT_EQ(change("varchar(20)", "text"), TypeChange::in_place);
  EXPECT_EQ(change("text", "varchar(20)"), TypeChange::narrow);
  EXPECT_EQ(change("numeric(8,2)", "numeric(10,2)"), TypeChange::in_place);
  EXPECT_EQ(change("numeric(8,2)", "numeric(10,4)"), TypeChange::rewrite);
  EXPECT_EQ(change("int", "bigint"), TypeChange::rewrite);
  EXPECT_EQ(change("bigint", "int"), TypeChange::narrow);
  EXPECT_EQ(change("timestamp(3)", "timestamp"), TypeChange::in_place);
  EXPECT_EQ(change("timestamp", "timestamptz"), TypeChange::rewrite);
  EXPECT_EQ(change("timestamptz", "date"), TypeChange::narrow);
  EXPECT_EQ(change("text", "int"), TypeChange::needs_using);
  EXPECT_EQ(change("varchar", "uuid"), TypeChange::needs_using);
  EXPECT_EQ(change("uuid", "text"), TypeChange::rewrite);
  EXPECT_EQ(change("public.mood", "text"), TypeChange::rewrite);
  EXPECT_TRUE(has_explicit_cast(*parse_type("text"), *parse_type("uuid")));
  EXPECT_FALSE(has_explicit_cast(*parse_type("uuid"), *parse_type("int")));
}

}  // namespace trueup
