// Changing a database through a connection pooler: only where the pooler leaves a session alone.
#include "base/exit_codes.h"
#include "tests/apply/migration.h"
#include "tests/support/pgbouncer.h"

namespace trueup {
namespace {

const char* const want_sql = "CREATE TABLE t (id int PRIMARY KEY, a int); CREATE INDEX t_a ON t (a);";

TEST(ApplyThroughAPooler, transaction_pooling_is_refused_with_the_reason_and_nothing_is_changed) {
  REQUIRE_POOLER();
  Pooler pooler("transaction");
  pooler.db.exec("CREATE TABLE t (id int PRIMARY KEY)");
  auto session = Session::open(pooler.spec());
  ASSERT_TRUE(session) << session.error().str();
  const Approved approved = approved_for(*session, want_sql);
  ASSERT_EQ(approved.plan().step_count(), 2u);
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, "transaction-pooler");
  EXPECT_EQ(exit_code::of(receipt.error().trouble), exit_code::connection);
  EXPECT_NE(receipt.error().message.find("pooler that changes the server connection between transactions"), std::string::npos) << receipt.error().message;
  EXPECT_NE(receipt.error().hint.find("session mode"), std::string::npos) << receipt.error().hint;
  EXPECT_EQ(pooler.db.exec("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0").at(0, 0), "1");
  EXPECT_EQ(pooler.db.exec("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").at(0, 0), "0");
}

TEST(ApplyThroughAPooler, session_pooling_is_as_good_as_the_server) {
  REQUIRE_POOLER();
  Pooler pooler("session");
  pooler.db.exec("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
  auto session = Session::open(pooler.spec());
  ASSERT_TRUE(session) << session.error().str();
  EXPECT_EQ(bring_to(*session, want_sql), "");
  EXPECT_EQ(pooler.db.exec("SELECT count(*) FROM pg_index WHERE indexrelid = 't_a'::regclass AND indisvalid").at(0, 0), "1");
  EXPECT_EQ(pooler.db.exec("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").at(0, 0), "0");
}

}  // namespace
}  // namespace trueup
