#include "pg/session.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <time.h>

#include <thread>

#include "pg/cancel.h"
#include "tests/support/test_server.h"

namespace trueup {
namespace {

using std::chrono::milliseconds;

std::string joined(CopyRow row) {
  std::string out;
  for (const std::string_view field : row)
    out += (out.empty() ? "" : "|") + (field.data() ? std::string(field) : "NULL");
  return out;
}

std::vector<std::string> split_line(std::string line) {
  std::vector<std::string_view> fields;
  split_copy_line(line, fields);
  std::vector<std::string> out;
  for (const std::string_view field : fields) out.push_back(field.data() ? std::string(field) : "NULL");
  return out;
}

}  // namespace

TEST(CopyLine, fields_are_unescaped_and_null_is_told_from_its_spelling) {
  using Fields = std::vector<std::string>;
  EXPECT_EQ(split_line("a\tb"), (Fields{"a", "b"}));
  EXPECT_EQ(split_line(""), (Fields{""}));
  EXPECT_EQ(split_line("\t\\N\t"), (Fields{"", "NULL", ""}));
  EXPECT_EQ(split_line("\\\\N\ta\\tb\\nc\\\\\tz"), (Fields{"\\N", "a\tb\nc\\", "z"}));
  EXPECT_EQ(split_line("a\\"), (Fields{"a"}));
}

TEST(Session, a_session_knows_its_server) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  EXPECT_EQ(session.about().database, db.name());
  EXPECT_GE(session.about().version, 130000);
  EXPECT_EQ(session.about().default_schema, "public");
  EXPECT_FALSE(session.is_proxied());
  EXPECT_EQ(*session.exec_value("select current_setting('application_name')"), "trueup");
}

TEST(Session, options_hold_from_the_first_statement_on) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open({.lock_timeout = milliseconds(1234),
                             .statement_timeout = milliseconds(5000),
                             .access = Access::read_only,
                             .settings = {{"search_path", ""}, {"trueup.quote", "it's \\ here"}}});
  EXPECT_EQ(session.about().default_schema, "public") << "read before the search path was emptied";
  EXPECT_EQ(*session.exec_value("select current_setting('lock_timeout')"), "1234ms");
  EXPECT_EQ(*session.exec_value("select current_setting('statement_timeout')"), "5s");
  EXPECT_EQ(*session.exec_value("select current_setting('search_path')"), "");
  EXPECT_EQ(*session.exec_value("select current_setting('trueup.quote')"), "it's \\ here");
  EXPECT_EQ(session.exec("create table public.t ()").error().code, "read-only-server");
}

TEST(Session, rows_tell_null_from_empty) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  const Rows rows = *session.exec("select 1 as a, null::text as b, '' as c union all select 2, 'x', 'y' order by 1");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.name(1), "b");
  EXPECT_EQ(*rows.column("c"), 2u);
  EXPECT_FALSE(rows.column("d"));
  EXPECT_TRUE(rows.is_null(0, 1));
  EXPECT_FALSE(rows.is_null(0, 2));
  EXPECT_EQ(rows.at(1, 1), "x");
  const std::vector<std::optional<std::string>> parameters = {"O'Hara", std::nullopt};
  const Rows other = *session.exec_params("select $1::text, $2::int is null", parameters);
  EXPECT_EQ(other.at(0, 0), "O'Hara");
  EXPECT_EQ(other.at(0, 1), "t");
  EXPECT_EQ(session.exec("create table t (a int); insert into t select generate_series(1, 7)")->affected(), 7u);
}

TEST(Session, an_error_names_the_statement_and_keeps_the_fields_of_the_server) {
  REQUIRE_SERVER();
  TestDatabase db;
  db.exec("create table t (a int constraint positive check (a > 0))");
  Session session = db.open();
  const Result<Rows> rows = session.exec("insert into t\n  values (-1)");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, "sql-error");
  EXPECT_EQ(rows.error().trouble, Trouble::drift);
  EXPECT_NE(rows.error().message.find("`insert into t values (-1)` failed: "), std::string::npos)
      << rows.error().message;
  EXPECT_EQ(session.last_error().sqlstate, "23514");
  EXPECT_EQ(session.last_error().table, "t");
  EXPECT_EQ(session.last_error().constraint, "positive");
  EXPECT_EQ(*session.exec_value("select 1"), "1") << "the session goes on";
  EXPECT_EQ(session.last_error().sqlstate, "");
  const Result<Rows> secret = session.exec("create role r with nonsense password 'hush'");
  EXPECT_EQ(secret.error().str().find("hush"), std::string::npos);
  EXPECT_EQ(session.exec_value("select 1 where false").error().code, "unexpected-result");
}

TEST(Session, notices_are_collected) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  ASSERT_TRUE(session.exec("drop table if exists nothing"));
  EXPECT_EQ(session.take_notices(), (std::vector<std::string>{"NOTICE: table \"nothing\" does not exist, skipping"}));
  EXPECT_TRUE(session.take_notices().empty());
}

TEST(Session, copy_gives_rows_unescaped) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  std::vector<std::string> seen;
  const char* sql = "copy (values (1, E'a\\tb', null), (2, E'\\\\N\\n', '')) to stdout";
  EXPECT_EQ(*session.copy_out(sql, [&](CopyRow row) { seen.push_back(joined(row)); }), 2u);
  EXPECT_EQ(seen, (std::vector<std::string>{"1|a\tb|NULL", "2|\\N\n|"}));
  std::string text = *session.copy_out_text(sql);
  std::vector<std::string> again;
  EXPECT_EQ(split_copy(text, [&](CopyRow row) { again.push_back(joined(row)); }), 2u);
  EXPECT_EQ(again, seen);
  EXPECT_EQ(session.copy_out("copy (select 1/0) to stdout", [](CopyRow) {}).error().code, "sql-error");
  EXPECT_EQ(session.copy_out("select 1", [](CopyRow) {}).error().code, "unexpected-result");
  EXPECT_EQ(*session.copy_out("copy (select 1 where false) to stdout", [](CopyRow) {}), 0u);
  EXPECT_TRUE(session.exec(sql)) << "COPY without a reader does not block the session";
  EXPECT_EQ(*session.exec_value("select 1"), "1");
}

TEST(Session, copy_in_loads_rows_and_reports_a_bad_one) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  ASSERT_TRUE(session.exec("create table t (a int, b text)"));
  EXPECT_EQ(*session.copy_in("copy t from stdin", "1\tx\n2\t\\N\n"), 2u);
  EXPECT_EQ(*session.exec_value("select count(*) from t where b is null"), "1");
  EXPECT_EQ(session.copy_in("copy t from stdin", "one\tx\n").error().code, "sql-error");
  EXPECT_FALSE(session.exec("copy t from stdin")) << "COPY without rows is refused and does not block the session";
  EXPECT_EQ(*session.exec_value("select count(*) from t"), "2");
}

class Batches : public testing::TestWithParam<SessionOptions::Batching> {};

TEST_P(Batches, a_batch_is_all_or_nothing) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open({.batching = GetParam()});
  std::vector<std::string> statements;
  for (int i = 0; i < 500; ++i) statements.push_back("create table t" + std::to_string(i) + " (a int)");
  EXPECT_TRUE(session.run_batch(statements));
  EXPECT_EQ(*session.exec_value("select count(*) from pg_class where relname ~ '^t[0-9]+$'"), "500");

  statements = {"drop table t1", "insert into t2 values (1)", "alter table t3 add a int", "drop table t4"};
  const BatchOutcome outcome = session.run_batch(statements);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.failed, 2u);
  EXPECT_EQ(outcome.sql_error.sqlstate, "42701");
  EXPECT_NE(outcome.error->message.find("alter table t3 add a int"), std::string::npos);
  EXPECT_FALSE(outcome.maybe_committed);
  EXPECT_EQ(*session.exec_value("select count(*) from pg_class where relname in ('t1', 't4')"), "2");
  EXPECT_TRUE(session.run_batch({})) << "the session goes on";
}

TEST_P(Batches, what_commit_refuses_is_no_statements_fault) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open({.batching = GetParam()});
  ASSERT_TRUE(session.exec(
      "create table p (a int primary key); create table c (a int references p deferrable initially deferred)"));
  const std::vector<std::string> statements = {"insert into c values (1)"};
  const BatchOutcome outcome = session.run_batch(statements);
  ASSERT_FALSE(outcome);
  EXPECT_FALSE(outcome.failed);
  EXPECT_EQ(outcome.sql_error.sqlstate, "23503");
  EXPECT_FALSE(outcome.maybe_committed);
}

TEST_P(Batches, inside_a_transaction_the_caller_decides) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open({.batching = GetParam()});
  const std::vector<std::string> statements = {"create table a ()", "create table b ()"};
  ASSERT_TRUE(session.begin());
  EXPECT_TRUE(session.run_batch(statements));
  ASSERT_TRUE(session.exec("rollback"));
  EXPECT_EQ(*session.exec_value("select count(*) from pg_class where relname in ('a', 'b')"), "0");
}

TEST_P(Batches, large_results_and_many_statements_do_not_block_each_other) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open({.batching = GetParam()});
  const std::vector<std::string> statements(300, "select repeat('x', 100000) /* " + std::string(20000, 'y') + " */");
  EXPECT_TRUE(session.run_batch(statements));
}

TEST_P(Batches, a_server_that_ends_the_session_is_a_lost_connection) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open({.batching = GetParam()});
  const std::vector<std::string> statements = {"create table a ()", "select pg_terminate_backend(pg_backend_pid())",
                                               "create table b ()"};
  const BatchOutcome outcome = session.run_batch(statements);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error->code, "connection-lost");
  EXPECT_EQ(outcome.error->trouble, Trouble::connection);
  EXPECT_EQ(outcome.failed, 1u);
  EXPECT_FALSE(outcome.maybe_committed) << "the server said why: it did not reach COMMIT";
  EXPECT_TRUE(session.is_lost());
  EXPECT_EQ(session.exec("select 1").error().code, "connection-lost");
  EXPECT_EQ(session.run_batch(statements).error->code, "connection-lost");
}

INSTANTIATE_TEST_SUITE_P(Session, Batches,
                         testing::Values(SessionOptions::Batching::pipelined, SessionOptions::Batching::one_by_one),
                         [](const auto& parameter) { return parameter.index == 0 ? "pipelined" : "one_by_one"; });

TEST(Session, a_lock_held_by_another_is_a_time_out_not_a_wait) {
  REQUIRE_SERVER();
  TestDatabase db;
  db.exec("create table t ()");
  db.exec("begin");
  db.exec("lock table t");
  Session session = db.open({.lock_timeout = milliseconds(50)});
  const Result<Rows> rows = session.exec("select from t");
  EXPECT_EQ(rows.error().code, "lock-timeout");
  EXPECT_EQ(rows.error().trouble, Trouble::drift);
  Session hasty = db.open({.statement_timeout = milliseconds(50)});
  EXPECT_EQ(hasty.exec("select pg_sleep(10)").error().code, "statement-timeout");
}

TEST(Session, a_missing_right_is_the_connections_trouble) {
  REQUIRE_SERVER();
  TestDatabase db;
  db.exec("create table t ()");
  Session session = db.open();
  ASSERT_TRUE(session.exec("set role pg_monitor"));
  const Result<Rows> rows = session.exec("drop table t");
  EXPECT_EQ(rows.error().code, "permission-denied");
  EXPECT_EQ(rows.error().trouble, Trouble::connection);
}

TEST(Session, cancelling_from_a_signal_handler_ends_the_running_statement) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  struct sigaction action {};
  action.sa_handler = [](int) { cancel_running(); };
  struct sigaction before;
  sigaction(SIGALRM, &action, &before);
  timer_t timer;
  struct sigevent event {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  ASSERT_EQ(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
  const itimerspec soon{.it_interval = {}, .it_value = {.tv_sec = 0, .tv_nsec = 200'000'000}};
  timer_settime(timer, 0, &soon, nullptr);
  const Result<Rows> rows = session.exec("select pg_sleep(30)");
  timer_delete(timer);
  sigaction(SIGALRM, &before, nullptr);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, "interrupted");
  EXPECT_EQ(rows.error().trouble, Trouble::interrupted);
  EXPECT_TRUE(was_cancelled());
  EXPECT_EQ(Session::open(db.spec()).error().trouble, Trouble::interrupted);
  forget_cancellation();
  EXPECT_EQ(*session.exec_value("select 1"), "1");
}

TEST(Session, statistics_count_statements_and_bytes) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  const SessionStatistics before = session.statistics();
  ASSERT_TRUE(session.exec("select repeat('x', 1000)"));
  ASSERT_TRUE(session.copy_out("copy (select 'abc') to stdout", [](CopyRow) {}));
  EXPECT_EQ(session.statistics().statements - before.statements, 2u);
  EXPECT_EQ(session.statistics().bytes - before.bytes, 1004u);
  EXPECT_GT(session.statistics().waited.count(), 0);
}

}  // namespace trueup
