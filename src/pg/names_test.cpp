#include "pg/names.h"

#include <gtest/gtest.h>
#include <pg_query.h>

namespace trueup {
namespace {

const Symbol public_schema("public");

std::string name_of_expression(std::string_view expression) {
  const std::string sql = "SELECT " + std::string(expression);
  PgQueryProtobufParseResult parsed = pg_query_parse_protobuf(sql.c_str());
  auto* tree = pg_query__parse_result__unpack(nullptr, parsed.parse_tree.len, reinterpret_cast<std::uint8_t*>(parsed.parse_tree.data));
  const Symbol name = index_expression_name(*tree->stmts[0]->stmt->select_stmt->target_list[0]->res_target->val);
  pg_query__parse_result__free_unpacked(tree, nullptr);
  pg_query_free_protobuf_parse_result(parsed);
  return name.str();
}

std::string column_of_check(std::string_view expression) {
  const std::string sql = "SELECT " + std::string(expression);
  PgQueryProtobufParseResult parsed = pg_query_parse_protobuf(sql.c_str());
  auto* tree = pg_query__parse_result__unpack(nullptr, parsed.parse_tree.len, reinterpret_cast<std::uint8_t*>(parsed.parse_tree.data));
  const Symbol name = single_column(*tree->stmts[0]->stmt->select_stmt->target_list[0]->res_target->val);
  pg_query__parse_result__free_unpacked(tree, nullptr);
  pg_query_free_protobuf_parse_result(parsed);
  return name.str();
}

// The expected names are what PostgreSQL 15 made of the same definitions.
TEST(names, names_are_built_of_table_columns_and_label) {
  NamesInUse names;
  EXPECT_EQ(primary_key_name(names, public_schema, Symbol("users")), "users_pkey");
  EXPECT_EQ(unique_name(names, public_schema, Symbol("users"), {Symbol("org"), Symbol("email")}), "users_org_email_key");
  EXPECT_EQ(foreign_key_name(names, public_schema, Symbol("users"), {Symbol("org_id")}), "users_org_id_fkey");
  EXPECT_EQ(check_name(names, public_schema, Symbol("users"), Symbol("age")), "users_age_check");
  EXPECT_EQ(check_name(names, public_schema, Symbol("users"), Symbol()), "users_check");
  EXPECT_EQ(serial_sequence_name(names, public_schema, Symbol("users"), Symbol("id")), "users_id_seq");
  EXPECT_EQ(index_name(names, public_schema, Symbol("users"), {Symbol("expr"), Symbol("expr")}), "users_expr_expr1_idx");
}

TEST(names, a_taken_name_gets_a_number) {
  NamesInUse names;
  names.add_constraint(public_schema, Symbol("t_a_check"));
  names.add_constraint(public_schema, Symbol("t_a_check1"));
  EXPECT_EQ(check_name(names, public_schema, Symbol("t"), Symbol("a")), "t_a_check2");
  EXPECT_EQ(check_name(names, Symbol("app"), Symbol("t"), Symbol("a")), "t_a_check");
  names.add_relation(public_schema, Symbol("t_a_key"));  // a plain index may be in the way of a key
  EXPECT_EQ(unique_name(names, public_schema, Symbol("t"), {Symbol("a")}), "t_a_key1");
  names.remove_relation(public_schema, Symbol("t_a_key"));
  EXPECT_EQ(unique_name(names, public_schema, Symbol("t"), {Symbol("a")}), "t_a_key");
}

TEST(names, long_names_are_cut_on_the_longer_side) {
  const std::string table(40, 't'), column(40, 'c');
  EXPECT_EQ(make_object_name(table, column, "key"), std::string(29, 't') + "_" + std::string(29, 'c') + "_key");
  EXPECT_EQ(make_object_name(std::string(60, 't'), "id", "fkey"), std::string(55, 't') + "_id_fkey");
  EXPECT_EQ(make_object_name(std::string(63, 't'), "", "pkey"), std::string(58, 't') + "_pkey");
  // Cut at whole characters: ü is two bytes.
  EXPECT_EQ(make_object_name("x" + std::string(58, 'y') + "ü", "", "pkey"), "x" + std::string(57, 'y') + "_pkey");
  EXPECT_EQ(cut_name(std::string(62, 'a') + "ü").view().size(), 62u);
}

TEST(names, index_expressions_are_called_after_what_they_do) {
  EXPECT_EQ(name_of_expression("lower(a)"), "lower");
  EXPECT_EQ(name_of_expression("a + 1"), "expr");
  EXPECT_EQ(name_of_expression("a::text"), "a");
  EXPECT_EQ(name_of_expression("'x'::text"), "text");
  EXPECT_EQ(name_of_expression("(a ->> 'b')::int"), "int4");
  EXPECT_EQ(name_of_expression("coalesce(a, b)"), "coalesce");
  EXPECT_EQ(name_of_expression("date_trunc('day', a at time zone 'utc')"), "date_trunc");
  EXPECT_EQ(name_of_expression("a at time zone 'utc'"), "timezone");
  EXPECT_EQ(name_of_expression("case when a then b else c end"), "c");
  EXPECT_EQ(name_of_expression("case when a then b end"), "case");
  EXPECT_EQ(name_of_expression("a collate \"C\""), "a");
}

TEST(names, a_check_is_called_after_its_only_column) {
  EXPECT_EQ(column_of_check("a > 0 AND a < 10"), "a");
  EXPECT_EQ(column_of_check("a > b"), "");
  EXPECT_EQ(column_of_check("t.a > 0 AND a < 10"), "a");
  EXPECT_EQ(column_of_check("1 > 0"), "");
  EXPECT_EQ(column_of_check("a IN ('x', 'y') OR lower(a) = 'z'"), "a");
}

}  // namespace
}  // namespace trueup
