#include "pg/names.h"

#include <gtest/gtest.h>

namespace trueup {
namespace {

const NameTaken nothing = [](std::string_view) { return false; };

TEST(PgNames, keys_are_called_by_table_and_columns) {
  EXPECT_EQ(choose_index_name("users", {}, IndexUse::primary, nothing), "users_pkey");
  EXPECT_EQ(choose_index_name("users", {Symbol("email")}, IndexUse::unique, nothing), "users_email_key");
  EXPECT_EQ(choose_index_name("users", {Symbol("a"), Symbol("b")}, IndexUse::plain, nothing), "users_a_b_idx");
  EXPECT_EQ(choose_constraint_name("t", foreign_key_addition({Symbol("a"), Symbol("b")}), "fkey", nothing), "t_a_b_fkey");
}

TEST(PgNames, a_name_that_is_taken_gets_a_number_behind_its_label) {
  auto taken = [](std::string_view name) { return name == "t_check" || name == "t_check1"; };
  EXPECT_EQ(choose_constraint_name("t", "", "check", taken), "t_check2");
}

TEST(PgNames, long_names_are_shortened_the_longer_part_first) {
  const std::string table(60, 't'), column(20, 'c');
  EXPECT_EQ(make_object_name(table, column, "fkey"), std::string(37, 't') + '_' + column + "_fkey");
  EXPECT_EQ(make_object_name(std::string(70, 't'), "", "pkey"), std::string(58, 't') + "_pkey");
  EXPECT_EQ(truncated_name(std::string(62, 'x') + "ää"), std::string(62, 'x'));
}

}  // namespace
}  // namespace trueup
