// Runs that end in the middle: by kill -9 at every step and in between, by a terminated backend, by a server that dies.
// A second run always ends where an undisturbed one would have.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "pg/scratch.h"
#include "tests/apply/migration.h"

namespace trueup {
namespace {

using std::chrono::milliseconds;

// Something of everything: labels, new tables, fills, keys through indexes, validation, a rebuilt index, a dropped column.
const char* const have_sql =
    "CREATE TYPE mood AS ENUM ('sad');"
    "CREATE TABLE users (id int PRIMARY KEY, email text, age int, old text, m mood);"
    "CREATE INDEX users_age ON users (age);"
    "INSERT INTO users SELECT i, 'u' || i, i % 90, 'x', 'sad' FROM generate_series(1, 200) AS i";
const char* const want_sql =
    "CREATE TYPE mood AS ENUM ('sad', 'happy');\n"
    "CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, CONSTRAINT teams_name_key UNIQUE (name));\n"
    "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(100) NOT NULL DEFAULT 'none', age int, m mood DEFAULT 'happy',\n"
    "  team_id int, CONSTRAINT users_email_key UNIQUE (email), CONSTRAINT adult CHECK (age < 100),\n"
    "  CONSTRAINT users_team FOREIGN KEY (team_id) REFERENCES teams (id));\n"
    "CREATE INDEX users_age ON users (age DESC);\n"
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
  void expect_second_run_ends_well(const std::string& where) {
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
    for (const char* word : {"[2/", "create index", "alter foreign key"}) {
      bool begun = false;
      apply_and_die([&](auto& line) { return !begun && (begun = line.find(word) != std::string::npos); }, milliseconds(ms));
      expect_second_run_ends_well(std::string(word) + " after " + std::to_string(ms) + " ms");
      begin_anew();
    }
  }
}

TEST_F(Disturbed, a_terminated_backend_is_a_lost_connection) {
  Session session = database->open();
  const Approved approved = approved_for(session, want_sql);
  int steps = 0;
  const auto terminate = [&](auto& line) {
    if (line.find("create index") != std::string::npos && steps++ == 0) database->exec("SELECT pg_terminate_backend(" + std::to_string(session.about().backend_pid) + ")");
  };
  auto receipt = apply(approved, session, {.progress = terminate}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->code, "connection-lost");
  EXPECT_EQ(receipt->error->trouble, Trouble::connection);
  EXPECT_FALSE(receipt->proved);
  EXPECT_EQ(receipt->done.size() + receipt->not_run + (receipt->failed ? 1 : 0), approved.plan().step_count());
  expect_second_run_ends_well("terminated");
}

TEST_F(Disturbed, a_server_that_crashes_loses_nothing_that_was_done) {
  auto server = ScratchServer::start({});
  ASSERT_TRUE(server) << server.error().str();
  auto opened = Session::open(server->spec());
  ASSERT_TRUE(opened);
  Session session = *std::move(opened);
  ASSERT_TRUE(session.exec(have_sql));
  const Approved approved = approved_for(session, want_sql);
  bool done = false;
  const auto crash = [&](auto& line) {
    if (done || line.find("create index") == std::string::npos) return;
    done = true;
    kill(session.about().backend_pid, SIGKILL);  // the postmaster then ends all sessions and recovers
    std::this_thread::sleep_for(milliseconds(50));
  };
  auto receipt = apply(approved, session, {.progress = crash}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->trouble, Trouble::connection);
  for (int i = 0; i < 100; ++i) {
    auto again = Session::open(server->spec());
    if (!again) {
      std::this_thread::sleep_for(milliseconds(100));
      continue;
    }
    EXPECT_EQ(bring_to(*again, want_sql), "");
    return;
  }
  ADD_FAILURE() << "the server did not come back";
}

}  // namespace
}  // namespace trueup
