#include "tests/apply/migration.h"

namespace trueup {

TEST(Facts, tables_without_rows_are_known) {
  REQUIRE_SERVER();
  TestDatabase database;
  database.exec("CREATE TABLE empty (id int); CREATE TABLE full_ (id int); INSERT INTO full_ VALUES (1); CREATE TABLE untouched (id int)");
  Session session = database.open();
  auto have = read_model(session);
  ASSERT_TRUE(have);
  const Delta delta = diff(*have, wanted(**have, "CREATE TABLE empty (id int, a int); CREATE TABLE full_ (id int, a int); CREATE TABLE untouched (id int);"));
  auto facts = read_facts(session, delta);
  ASSERT_TRUE(facts);
  EXPECT_TRUE(facts->known);
  ASSERT_EQ(facts->empty_tables.size(), 1u);
  EXPECT_EQ(facts->empty_tables.begin()->str(), "table public.empty");
}

TEST(Facts, a_table_that_cannot_be_asked_counts_as_holding_rows_and_spoils_no_other) {
  REQUIRE_SERVER();
  TestDatabase database;
  database.exec("CREATE TABLE a (id int); CREATE TABLE b (id int)");
  Session session = database.open(), other = database.open();
  auto have = read_model(session);
  ASSERT_TRUE(have);
  const Delta delta = diff(*have, wanted(**have, "CREATE TABLE a (id int, x int); CREATE TABLE b (id int, x int);"));
  ASSERT_TRUE(other.exec("BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"));
  auto facts = read_facts(session, delta);
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->empty_tables.size(), 1u);
  EXPECT_EQ(facts->empty_tables.begin()->str(), "table public.b");
}

}  // namespace trueup
