#include <thread>

#include "tests/apply/migration.h"

namespace trueup {
namespace {

using std::chrono::milliseconds;

struct ApplyTest : testing::Test {
  void SetUp() override {
    REQUIRE_SERVER();
    forget_cancellation();
    database.emplace();
    session = std::make_unique<Session>(database->open());
  }
  void TearDown() override { forget_cancellation(); }
  void begin(const std::string& sql) { database->exec(sql); }
  std::string value(const std::string& sql) { return std::string(database->exec(sql).at(0, 0)); }
  // Waits until the sentence is true, five seconds at most.
  void wait_until(const std::string& sql) {
    for (int i = 0; i < 250 && value(sql) != "t"; ++i) std::this_thread::sleep_for(milliseconds(20));
  }

  std::optional<TestDatabase> database;
  std::unique_ptr<Session> session;
};

TEST_F(ApplyTest, a_failing_step_is_named_with_the_place_it_comes_from) {
  begin("CREATE TABLE t (id int PRIMARY KEY, email text); INSERT INTO t VALUES (1, 'a'), (2, 'a')");
  const Approved approved = approved_for(*session, "CREATE TABLE t (\n id int PRIMARY KEY, email text, note text,\n CONSTRAINT t_email_key UNIQUE (email));");
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->trouble, Trouble::drift);
  EXPECT_EQ(receipt->error->origin.str(), "want.sql:3");
  EXPECT_NE(receipt->error->message.find("t_email_key"), std::string::npos) << receipt->error->message;
  EXPECT_NE(receipt->error->message.find("(email)=(a)"), std::string::npos) << receipt->error->message;
  ASSERT_TRUE(receipt->failed);
  EXPECT_EQ(receipt->done.size(), 1u);     // the column
  EXPECT_EQ(receipt->not_run, 1u);         // the constraint that would take over the index
  EXPECT_TRUE(receipt->proved);            // what was done is there
  EXPECT_EQ(value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
  database->exec("DELETE FROM t WHERE id = 2");
  EXPECT_EQ(bring_to(*session, "CREATE TABLE t (id int PRIMARY KEY, email text, note text, CONSTRAINT t_email_key UNIQUE (email));"), "");
}

TEST_F(ApplyTest, a_check_that_was_to_prove_not_null_and_does_not_hold_goes_again) {
  begin("CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, 'x'), (2, NULL)");
  const std::string want = "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL);";
  const Approved approved = approved_for(*session, want);
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->failed);
  EXPECT_EQ(title_of(*receipt->failed->step), "alter check public.t.a_trueup_not_null (validated)");
  begin("INSERT INTO t VALUES (3, NULL)");  // is refused no more than before
  begin("DELETE FROM t WHERE a IS NULL");
  EXPECT_EQ(bring_to(*session, want), "");
  EXPECT_EQ(value("SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid = 't'::regclass"), "0");
}

TEST_F(ApplyTest, a_transaction_is_all_or_nothing) {
  begin("CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, 'x')");
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int, b int);");
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->failed);
  EXPECT_EQ(title_of(*receipt->failed->step), "alter column public.t.a (type)");
  EXPECT_TRUE(receipt->done.empty());
  EXPECT_EQ(receipt->not_run, 1u);
  EXPECT_EQ(value("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'b'"), "0");
}

TEST_F(ApplyTest, a_table_that_somebody_has_locked_is_tried_again_and_then_told_with_its_holder) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  Session other = database->open();
  ASSERT_TRUE(other.exec("BEGIN; LOCK TABLE t IN ACCESS SHARE MODE"));
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int);");
  std::vector<std::string> told;
  auto receipt = apply(approved, *session, {.lock_timeout = milliseconds(100), .attempts = 3, .pause = milliseconds(20), .progress = [&](auto& text) { told.push_back(text); }}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->code, "lock-timeout");
  EXPECT_EQ(receipt->error->trouble, Trouble::drift);
  EXPECT_NE(receipt->error->message.find("3 attempts"), std::string::npos) << receipt->error->message;
  EXPECT_NE(receipt->error->message.find("process " + std::to_string(other.about().backend_pid)), std::string::npos) << receipt->error->message;
  EXPECT_FALSE(receipt->proved);
}

TEST_F(ApplyTest, a_lock_that_goes_away_is_outwaited) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  Session other = database->open();
  ASSERT_TRUE(other.exec("BEGIN; LOCK TABLE t IN ACCESS SHARE MODE"));
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int);");
  const auto released = [&](auto& text) {
    if (text.starts_with("attempt 1")) (void)other.exec("ROLLBACK");
  };
  auto receipt = apply(approved, *session, {.lock_timeout = milliseconds(100), .pause = milliseconds(20), .progress = released}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  EXPECT_TRUE(receipt->proved) << text_of(*receipt, approved);
}

TEST_F(ApplyTest, a_second_runner_gives_up_and_names_the_first) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  Session first = database->open({.application_name = "the first"});
  ASSERT_TRUE(first.exec("SELECT pg_advisory_lock(1953658213, 30064)"));
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int);");
  auto receipt = apply(approved, *session, {.wait_for_runner = milliseconds(300)}, read_model);
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, "another-runner");
  EXPECT_EQ(receipt.error().trouble, Trouble::drift);
  EXPECT_NE(receipt.error().message.find("process " + std::to_string(first.about().backend_pid) + " (the first"), std::string::npos) << receipt.error().message;
}

TEST_F(ApplyTest, two_at_once_do_the_work_once) {
  begin("CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t SELECT i, i FROM generate_series(1, 1000) AS i");
  const std::string want = "CREATE TABLE t (id int PRIMARY KEY, a int, b text DEFAULT 'x'); CREATE INDEX t_a ON t (a);";
  Session second = database->open();
  const Approved one = approved_for(*session, want), two = approved_for(second, want);
  std::optional<Result<Receipt>> first_receipt;
  std::thread first([&] { first_receipt.emplace(apply(one, *session, {}, read_model)); });
  auto second_receipt = apply(two, second, {}, read_model);
  first.join();
  // Whoever came later found that its plan no longer fits.
  const bool first_won = static_cast<bool>(*first_receipt), second_won = static_cast<bool>(second_receipt);
  EXPECT_NE(first_won, second_won);
  EXPECT_TRUE((first_won ? **first_receipt : *second_receipt).proved);
  EXPECT_EQ((first_won ? second_receipt : *first_receipt).error().code, "schema-moved");
  EXPECT_EQ(bring_to(*session, want), "");
}

TEST_F(ApplyTest, a_plan_for_another_state_is_refused) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int);");
  begin("ALTER TABLE t ADD COLUMN a text");
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, "schema-moved");
}

TEST_F(ApplyTest, the_lock_is_given_back) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  EXPECT_EQ(bring_to(*session, "CREATE TABLE t (id int PRIMARY KEY, a int);"), "");
  EXPECT_EQ(value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
  EXPECT_EQ(*session->exec_value("SHOW lock_timeout"), value("SHOW lock_timeout"));
}

// ---- Ctrl-C ----

const char* const slow_check =
    "CREATE FUNCTION slow(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(0.1); RETURN true; END';"
    "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 100)";
const char* const with_slow_check = "CREATE TABLE t (id int PRIMARY KEY, CONSTRAINT c CHECK (slow(id)));";

TEST_F(ApplyTest, an_interruption_cancels_the_statement_and_leaves_a_whole_receipt) {
  begin(slow_check);
  const Approved approved = approved_for(*session, with_slow_check);
  std::thread ctrl_c([&] {
    wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%VALIDATE%' AND state = 'active' AND pid <> pg_backend_pid()");
    cancel_running();
  });
  auto receipt = apply(approved, *session, {}, read_model);
  ctrl_c.join();
  forget_cancellation();
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->trouble, Trouble::interrupted);
  EXPECT_EQ(receipt->done.size(), 1u);  // the check, not yet validated
  ASSERT_TRUE(receipt->failed);
  EXPECT_EQ(value("SELECT convalidated FROM pg_constraint WHERE conname = 'c'"), "f");
  begin("CREATE OR REPLACE FUNCTION slow(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN true; END'");
  EXPECT_EQ(bring_to(*session, with_slow_check), "");
}

TEST_F(ApplyTest, an_interrupted_concurrent_build_leaves_no_invalid_index) {
  begin("CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t VALUES (1, 1)");
  Session other = database->open();
  ASSERT_TRUE(other.exec("BEGIN; LOCK TABLE t IN ROW EXCLUSIVE MODE"));  // the build waits for it
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int); CREATE INDEX t_a ON t (a);");
  std::thread ctrl_c([&] {
    wait_until("SELECT count(*) > 0 FROM pg_index WHERE NOT indisvalid");
    cancel_running();
    (void)other.exec("ROLLBACK");
  });
  auto receipt = apply(approved, *session, {}, read_model);
  ctrl_c.join();
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->trouble, Trouble::interrupted);
  EXPECT_EQ(value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
}

// ---- an index in another's place ----

TEST_F(ApplyTest, a_table_is_never_without_the_index_that_is_replaced) {
  begin("CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t SELECT i, i FROM generate_series(1, 100) AS i; CREATE UNIQUE INDEX i ON t (a)");
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int); CREATE UNIQUE INDEX i ON t (a) INCLUDE (id);", {});
  ASSERT_EQ(approved.plan().step_count(), 2u) << "no consent is needed";
  std::vector<std::string> valid;
  auto receipt = apply(approved, *session, {.progress = [&](auto&) { valid.push_back(value("SELECT count(*) FROM pg_index WHERE indexrelid = 'i'::regclass AND indisvalid AND indisunique")); }}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  EXPECT_TRUE(receipt->proved) << text_of(*receipt, approved);
  EXPECT_EQ(valid, (std::vector<std::string>{"1", "1"}));
  EXPECT_EQ(value("SELECT indnatts FROM pg_index WHERE indexrelid = 'i'::regclass"), "2");
}

TEST_F(ApplyTest, a_unique_index_that_rows_refuse_leaves_the_former_one_and_nothing_beside_it) {
  begin("CREATE TABLE t (id int PRIMARY KEY, a int, b int); INSERT INTO t SELECT i, i, 1 FROM generate_series(1, 100) AS i; CREATE UNIQUE INDEX i ON t (a)");
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY, a int, b int); CREATE UNIQUE INDEX i ON t (b);");
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->trouble, Trouble::drift);
  EXPECT_EQ(value("SELECT string_agg(indexrelid::regclass::text, ' ' ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = 't'::regclass"), "i t_pkey");
}

// ---- the receipt ----

TEST_F(ApplyTest, the_receipt_has_one_form_for_machines) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY,\n a int);");
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  EXPECT_EQ(to_json(to_value(*receipt, approved)),
            R"({"trueup":1,"done":[{"verb":"create","object":"column public.t.a","origin":"want.sql:2","sql":["ALTER TABLE public.t ADD COLUMN a integer"]}],)"
            R"("not_run":0,"left_out":[],"proved":true,"contradictions":[]})");
  EXPECT_EQ(lines_of(*receipt, approved), (std::vector<std::string>{"done: create column public.t.a", "read again: 1 step verified"}));
}

TEST_F(ApplyTest, nothing_to_do_is_done_at_once) {
  begin("CREATE TABLE t (id int PRIMARY KEY)");
  const Approved approved = approved_for(*session, "CREATE TABLE t (id int PRIMARY KEY);");
  auto receipt = apply(approved, *session, {}, read_model);
  ASSERT_TRUE(receipt);
  EXPECT_TRUE(receipt->proved);
  EXPECT_TRUE(receipt->done.empty());
}

}  // namespace
}  // namespace trueup
