// Runs that end in the middle: by kill -9 at every step and in between, by a terminated backend, by a server that stops or dies.
// A second run always ends where an undisturbed one would have.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "tests/apply/migration.h"
#include "tests/support/stoppable_server.h"

namespace trueup {
namespace {

using std::chrono::milliseconds;

// Something of everything: labels, new tables, fills, keys through indexes, validation, a rebuilt index, a dropped column.
const char* const have_sql =
    "CREATE TYPE mood AS ENUM ('sad');"
    "CREATE TABLE users (id int PRIMARY KEY, email text, age int, old text, m mood);"
    "CREATE INDEX users_age ON users (age);"
    "CREATE TABLE items (id int PRIMARY KEY, code text);"
    "CREATE UNIQUE INDEX items_code ON items (code);"
    "INSERT INTO items SELECT i, 'c' || i FROM generate_series(1, 200) AS i;"
    "INSERT INTO users SELECT i, 'u' || i, i % 90, 'x', 'sad' FROM generate_series(1, 200) AS i";
const char* const want_sql =
    "CREATE TYPE mood AS ENUM ('sad', 'happy');\n"
    "CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, CONSTRAINT teams_name_key UNIQUE (name));\n"
    "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(100) NOT NULL DEFAULT 'none', age int, m mood DEFAULT 'happy',\n"
    "  team_id int, CONSTRAINT users_email_key UNIQUE (email), CONSTRAINT adult CHECK (age < 100),\n"
    "  CONSTRAINT users_team FOREIGN KEY (team_id) REFERENCES teams (id));\n"
    "CREATE INDEX users_age ON users (age DESC);\n"
    "CREATE TABLE items (id int PRIMARY KEY, code text);\n"
    "CREATE UNIQUE INDEX items_code ON items (lower(code)) INCLUDE (id);\n"
    "CREATE INDEX users_team ON users (team_id);\n"
    "COMMENT ON TABLE teams IS 'who works together';\n";

struct Disturbed : testing::Test {
  void SetUp() override {
    REQUIRE_SERVER();
    forget_cancellation();
    database.emplace();
    database->exec(have_sql);
  }
  void TearDown() override { forget_cancellation(); }

  // A child process that applies and is killed when `fatal` says so of a line of its progress. True: it was.
  bool apply_and_die(const std::function<bool(const std::string&)>& fatal, milliseconds after = {}) {
    const pid_t child = fork();
    if (child == 0) {
      auto session = Session::open(database->spec());
      if (!session) _exit(3);
      const Approved approved = approved_for(*session, want_sql);
      std::thread killer;
      const auto progress = [&](const std::string& line) {
        if (!fatal(line)) return;
        if (after.count() == 0) raise(SIGKILL);
        std::thread([after] {
          std::this_thread::sleep_for(after);
          raise(SIGKILL);
        }).detach();
      };
      auto receipt = apply(approved, *session, {.progress = progress}, read_model);
      _exit(receipt && !receipt->error ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }
  // The server goes on with what a killed run had sent: while it does, a plan may be made for what is about to change.
  void wait_for_the_killed_one() {
    const std::string holds_the_lock = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    for (int i = 0; i < 250 && database->exec(holds_the_lock).at(0, 0) != "0"; ++i) std::this_thread::sleep_for(milliseconds(20));
  }
  void expect_second_run_ends_well(const std::string& where) {
    wait_for_the_killed_one();
    Session session = database->open();
    EXPECT_EQ(bring_to(session, want_sql), "") << where;
    EXPECT_EQ(database->exec("SELECT count(*) FROM users").at(0, 0), "200") << where;
    EXPECT_EQ(database->exec("SELECT count(*) FROM pg_index WHERE NOT indisvalid").at(0, 0), "0") << where;
  }
  void begin_anew() {
    database.reset();
    database.emplace();
    database->exec(have_sql);
  }

  std::optional<TestDatabase> database;
};

TEST_F(Disturbed, killed_before_each_batch) {
  std::size_t kills = 0;
  for (int step = 1;; ++step) {
    const std::string mark = "[" + std::to_string(step) + "/";
    if (!apply_and_die([&](auto& line) { return line.starts_with(mark); })) break;
    ++kills;
    expect_second_run_ends_well("killed at step " + std::to_string(step));
    begin_anew();
  }
  EXPECT_GT(kills, 8u);
}

TEST_F(Disturbed, killed_within_steps) {
  for (int ms : {1, 2, 4, 7, 11, 16, 25, 40, 60}) {
    for (const char* word : {"[2/", "create index", "items_code_trueup_new", "alter foreign key"}) {
      bool begun = false;
      apply_and_die([&](auto& line) { return !begun && (begun = line.find(word) != std::string::npos); }, milliseconds(ms));
      expect_second_run_ends_well(std::string(word) + " after " + std::to_string(ms) + " ms");
      begin_anew();
    }
  }
}

// ---- the server goes away ----

// How a run in this process ended during which something happens once, at the first line of progress that the mark is in.
struct Ending {
  std::string error = {};  // code of what went wrong; "" = nothing
  std::string message = {};
  std::optional<Trouble> trouble = {};
  bool met = false;        // it happened
  std::vector<std::string> announced = {};
};

Ending run_disturbed(Session& session, const std::string& mark, const std::function<void()>& disturb) {
  const Approved approved = approved_for(session, want_sql);
  Ending out;
  auto once = [&] {
    if (!std::exchange(out.met, true)) disturb();
  };
  auto read = [&](Session& again) {
    if (mark == "proving" && !out.announced.empty()) once();
    return read_model(again);
  };
  auto receipt = apply(approved, session, {.progress = [&](const std::string& line) {
                                             out.announced.push_back(line);
                                             if (line.find(mark) != std::string::npos) once();
                                           }},
                       read);
  const Diag* error = !receipt ? &receipt.error() : receipt->error ? &*receipt->error : nullptr;
  if (error) out.error = error->code, out.message = error->message, out.trouble = error->trouble;
  if (receipt) {
    EXPECT_FALSE(receipt->proved);
    EXPECT_EQ(receipt->done.size() + receipt->not_run + (receipt->failed ? 1 : 0), approved.plan().step_count());
  }
  return out;
}

void expect_lost_connection(const Ending& run, const std::string& where) {
  EXPECT_TRUE(run.met) << where;
  EXPECT_EQ(run.error, "connection-lost") << where << ": " << run.message;
  EXPECT_EQ(run.trouble, Trouble::connection) << where;
}

std::vector<std::string> steps_of_the_run() {
  TestDatabase database;
  database.exec(have_sql);
  Session session = database.open();
  std::vector<std::string> out;
  const Approved approved = approved_for(session, want_sql);
  EXPECT_TRUE(apply(approved, session, {.progress = [&](auto& line) { out.push_back(line.substr(0, line.find('/') + 1)); }}, read_model));
  out.push_back("proving");
  return out;
}

TEST_F(Disturbed, a_terminated_backend_is_a_lost_connection_at_every_step) {
  for (auto& mark : steps_of_the_run()) {
    Session session = database->open();
    const std::string pid = std::to_string(session.about().backend_pid);
    expect_lost_connection(run_disturbed(session, mark, [&] { database->exec("SELECT pg_terminate_backend(" + pid + ", 5000)"); }), mark);
    expect_second_run_ends_well("terminated at " + mark);
    begin_anew();
  }
}

TEST_F(Disturbed, a_lost_connection_names_the_step) {
  Session session = database->open();
  const std::string pid = std::to_string(session.about().backend_pid);
  const Ending run = run_disturbed(session, "create index public.users.users_team", [&] { database->exec("SELECT pg_terminate_backend(" + pid + ", 5000)"); });
  EXPECT_TRUE(run.message.starts_with("create index public.users.users_team: the connection to ")) << run.message;
}

TEST_F(Disturbed, a_connection_lost_before_a_transaction_names_its_steps) {
  Session session = database->open();
  const std::string pid = std::to_string(session.about().backend_pid);
  const Ending run = run_disturbed(session, "create table public.teams", [&] { database->exec("SELECT pg_terminate_backend(" + pid + ", 5000)"); });
  EXPECT_TRUE(run.message.starts_with("the transaction of drop column public.users.old and 9 more steps: the connection to ")) << run.message;
}

TEST_F(Disturbed, a_connection_lost_while_proving_says_so) {
  Session session = database->open();
  const std::string pid = std::to_string(session.about().backend_pid);
  const Ending run = run_disturbed(session, "proving", [&] { database->exec("SELECT pg_terminate_backend(" + pid + ", 5000)"); });
  EXPECT_TRUE(run.message.starts_with("every step was done, but the database could not be read again: the connection to ")) << run.message;
}

TEST(StoppedServer, a_stop_at_any_step_is_told_and_a_second_run_ends_as_one_would_have) {
  REQUIRE_SERVER();
  const auto marks = steps_of_the_run();
  ASSERT_GT(marks.size(), 8u);
  std::size_t n = 0;
  StoppableServer server;
  for (const Stop how : {Stop::fast, Stop::immediate})
    for (std::size_t i = 0; i < marks.size(); i += 2) {  // every other one
      const std::string where = marks[i] + (how == Stop::fast ? " fast" : " immediate");
      const std::string name = "d" + std::to_string(++n);
      ConnectionSpec spec = server.spec();
      {
        Session admin = server.open();
        ASSERT_TRUE(admin.exec("CREATE DATABASE " + name + " TEMPLATE template0"));
      }
      spec.set("dbname", name);
      auto session = Session::open(spec);
      ASSERT_TRUE(session) << session.error().str();
      ASSERT_TRUE(session->exec(have_sql));
      const Ending run = run_disturbed(*session, marks[i], [&] { server.stop(how); });
      expect_lost_connection(run, where);
      server.start_again();
      auto again = Session::open(spec);
      ASSERT_TRUE(again) << again.error().str();
      EXPECT_EQ(bring_to(*again, want_sql), "") << where;
      EXPECT_EQ(*again->exec_value("SELECT count(*) FROM users"), "200") << where;
      EXPECT_EQ(*again->exec_value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0") << where;
    }
}

TEST_F(Disturbed, a_server_that_crashes_loses_nothing_that_was_done) {
  StoppableServer server;
  Session session = server.open();
  ASSERT_TRUE(session.exec(have_sql));
  const Ending run = run_disturbed(session, "create index", [&] {
    kill(session.about().backend_pid, SIGKILL);  // the postmaster then ends all sessions and recovers
    std::this_thread::sleep_for(milliseconds(50));
  });
  expect_lost_connection(run, "crashed");
  for (int i = 0; i < 100; ++i) {
    auto again = Session::open(server.spec());
    if (!again) {
      std::this_thread::sleep_for(milliseconds(100));
      continue;
    }
    EXPECT_EQ(bring_to(*again, want_sql), "");
    return;
  }
  ADD_FAILURE() << "the server did not come back";
}

// ---- while it is read ----

TEST_F(Disturbed, a_backend_that_ends_while_it_reads_is_a_lost_connection) {
  database->exec("CREATE VIEW v AS SELECT 1; CREATE TABLE slow (a int, CHECK (a > 0))");
  Session other = database->open();
  ASSERT_TRUE(other.exec("BEGIN; LOCK TABLE slow IN ACCESS EXCLUSIVE MODE"));  // deparsing its check waits for it
  Session session = database->open();
  std::thread killer([&] {
    const std::string pid = std::to_string(session.about().backend_pid);
    for (int i = 0; i < 500; ++i) {
      if (database->exec("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid + " AND wait_event_type = 'Lock'").at(0, 0) == "1") break;
      std::this_thread::sleep_for(milliseconds(10));
    }
    database->exec("SELECT pg_terminate_backend(" + pid + ", 5000)");
  });
  auto model = read_model(session);
  killer.join();
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, "connection-lost") << model.error().str();
  EXPECT_EQ(model.error().trouble, Trouble::connection);
}

TEST(StoppedServer, one_that_is_gone_before_the_reading_is_told) {
  REQUIRE_SERVER();
  for (const Stop how : {Stop::fast, Stop::immediate}) {
    StoppableServer server;
    Session session = server.open();
    server.stop(how);
    auto model = read_model(session);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, "connection-lost") << model.error().str();
    EXPECT_EQ(model.error().trouble, Trouble::connection);
    auto anew = Session::open(server.spec());
    ASSERT_FALSE(anew);
    EXPECT_EQ(anew.error().trouble, Trouble::connection) << anew.error().str();
  }
}

}  // namespace
}  // namespace trueup
