#include "pg/pooler.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "base/file.h"
#include "tests/support/fake_server.h"
#include "tests/support/test_server.h"

namespace trueup {
namespace {

// A pgbouncer in front of a test database.
struct Pooler {
  std::string folder = {};
  int port = free_port();
  pid_t pid = 0;
  TestDatabase db = TestDatabase();

  explicit Pooler(const std::string& mode, const std::string& more = {}) {
    char name[] = "/tmp/trueup-test-XXXXXX";
    folder = mkdtemp(name) ? name : "/tmp";
    std::string ini = "[databases]\n" + db.name() + " =";
    for (const char* keyword : {"host", "port", "user", "password"})
      if (const std::string value(db.spec().get(keyword)); !value.empty())
        ini += std::string(" ") + keyword + "=" + value;
    ini += "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + std::to_string(port) +
           "\nauth_type = any\nadmin_users = postgres\nunix_socket_dir =\npool_mode = " + mode + "\n" + more;
    EXPECT_TRUE(write_file(folder + "/pgbouncer.ini", ini));
    if (geteuid() == 0) std::filesystem::permissions(folder, std::filesystem::perms(0755));
    pid = fork();
    if (pid == 0) run();
    for (int i = 0; i < 200 && !Session::open(spec()); ++i) usleep(20000);
  }
  ~Pooler() {
    if (pid > 0) kill(pid, SIGKILL), waitpid(pid, nullptr, 0);
    if (!folder.empty()) std::filesystem::remove_all(folder);
  }
  [[noreturn]] void run() const {
    if (const passwd* postgres = getpwnam("postgres"); postgres && geteuid() == 0)  // it refuses to run as root
      if (setgid(postgres->pw_gid) != 0 || setuid(postgres->pw_uid) != 0) _exit(1);
    const int null = open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) dup2(null, fd);
    const std::string ini = folder + "/pgbouncer.ini";
    for (const char* program : {"/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"})
      execl(program, program, "-q", ini.c_str(), nullptr);
    _exit(1);
  }
  ConnectionSpec spec() const { return spec(db.name()); }
  ConnectionSpec spec(const std::string& database) const {
    return *parse_database_url("postgresql://postgres@127.0.0.1:" + std::to_string(port) + "/" + database +
                               "?sslmode=disable");
  }
};

bool has_pgbouncer() { return access("/usr/sbin/pgbouncer", X_OK) == 0 || access("/usr/bin/pgbouncer", X_OK) == 0; }

#define REQUIRE_POOLER() \
  REQUIRE_SERVER();      \
  if (!has_pgbouncer()) GTEST_SKIP() << "needs pgbouncer";

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
