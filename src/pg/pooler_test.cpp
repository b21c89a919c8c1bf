#include "pg/pooler.h"

#include <gtest/gtest.h>

#include "tests/support/pgbouncer.h"

namespace trueup {
namespace {

Result<Pooling> seen_through(const Pooler& pooler) {
  Result<Session> session = Session::open(pooler.spec());
  if (!session) return session.error();
  return detect_pooling(*session);
}

}  // namespace

TEST(Pooler, a_server_is_no_pooler) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  EXPECT_EQ(*detect_pooling(session), Pooling::none);
}

TEST(Pooler, transaction_pooling_is_detected_and_gets_no_settings) {
  REQUIRE_POOLER();
  Pooler pooler("transaction");
  for (int i = 0; i < 5; ++i) {
    const Result<Pooling> pooling = seen_through(pooler);
    ASSERT_TRUE(pooling) << pooling.error().str();
    EXPECT_EQ(*pooling, Pooling::transaction);
  }
  Result<Session> session = Session::open(pooler.spec(), {.lock_timeout = std::chrono::milliseconds(1234),
                                                          .access = Access::read_only,
                                                          .settings = {{"search_path", ""}}});
  ASSERT_TRUE(session);
  EXPECT_TRUE(session->is_proxied());
  EXPECT_EQ(*session->exec_value("select current_setting('lock_timeout')"), "0")
      << "would stay on a connection that others share";
  ASSERT_TRUE(session->begin("isolation level repeatable read"));
  EXPECT_EQ(*session->exec_value("select current_setting('lock_timeout')"), "1234ms");
  EXPECT_EQ(*session->exec_value("select current_setting('transaction_read_only')"), "on");
  EXPECT_EQ(*session->exec_value("select current_setting('search_path')"), "");
  ASSERT_TRUE(session->exec("commit"));
  EXPECT_EQ(*session->exec_value("select current_setting('lock_timeout')"), "0");
  EXPECT_EQ(refuse_transaction_pooling(pooler.spec()).trouble, Trouble::connection);
}

TEST(Pooler, statement_pooling_is_not_taken_for_a_session) {
  REQUIRE_POOLER();
  Pooler pooler("statement");
  const Result<Pooling> pooling = seen_through(pooler);
  ASSERT_TRUE(pooling) << pooling.error().str();
  EXPECT_NE(*pooling, Pooling::none);
  EXPECT_NE(*pooling, Pooling::session);
}

TEST(Pooler, session_pooling_is_as_good_as_a_server) {
  REQUIRE_POOLER();
  Pooler pooler("session");
  Result<Session> session = Session::open(pooler.spec(), {.lock_timeout = std::chrono::milliseconds(1234)});
  ASSERT_TRUE(session) << session.error().str();
  const Result<Pooling> pooling = detect_pooling(*session);
  ASSERT_TRUE(pooling) << pooling.error().str();
  EXPECT_EQ(*pooling, Pooling::session);
  EXPECT_EQ(*session->exec_value("select current_setting('lock_timeout')"), "1234ms") << "set once the proxy was known";
}

TEST(Pooler, a_pool_of_one_connection_is_told_without_waiting) {
  REQUIRE_POOLER();
  Pooler pooler("transaction", "default_pool_size = 1\nquery_wait_timeout = 2\n");
  EXPECT_EQ(*seen_through(pooler), Pooling::transaction);
}

TEST(Pooler, a_full_pool_is_a_time_out) {
  REQUIRE_POOLER();
  Pooler pooler("session", "default_pool_size = 1\n");
  ConnectionSpec spec = pooler.spec();
  spec.set("connect_timeout", "1");
  Result<Session> first = Session::open(spec);
  ASSERT_TRUE(first);
  const Result<Session> second = Session::open(spec);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "timeout") << second.error().str();
  EXPECT_EQ(*detect_pooling(*first), Pooling::unclear);
}

TEST(Pooler, the_admin_console_is_no_database) {
  REQUIRE_POOLER();
  Pooler pooler("session");
  const Result<Session> session = Session::open(pooler.spec("pgbouncer"));
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().code, "not-postgresql");
  EXPECT_NE(session.error().message.find("pgbouncer's admin console"), std::string::npos) << session.error().message;
}

TEST(Pooler, batches_run_through_a_pooler) {
  REQUIRE_POOLER();
  Pooler pooler("transaction");
  Result<Session> session = Session::open(pooler.spec());
  ASSERT_TRUE(session);
  const std::vector<std::string> statements = {"create table a ()", "create table b ()", "create table a ()"};
  const BatchOutcome outcome = session->run_batch(statements);
  EXPECT_EQ(outcome.failed, 2u);
  EXPECT_EQ(*session->exec_value("select count(*) from pg_class where relname in ('a', 'b')"), "0");
}

}  // namespace trueup
