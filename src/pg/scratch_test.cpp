#include "pg/scratch.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "pg/session.h"
#include "tests/support/test_server.h"

namespace trueup {
namespace {

bool lives(pid_t pid) {
  char ignored[8];
  return readlink(("/proc/" + std::to_string(pid) + "/exe").c_str(), ignored, sizeof ignored) > 0;
}

// Within ten seconds.
template <class Condition>
bool becomes(const Condition& condition) {
  for (int i = 0; i < 500; ++i) {
    if (condition()) return true;
    usleep(20000);
  }
  return false;
}

struct Seen {
  std::string folder = {};
  pid_t keeper = 0, postmaster = 0;
};

// A process of its own that starts a server, tells what it started, and waits to be killed.
struct Owner {
  pid_t pid = 0;
  Seen seen = {};

  explicit Owner(uid_t uid = geteuid()) {
    int ends[2];
    if (pipe(ends) != 0) return;
    pid = fork();
    if (pid == 0) {
      close(ends[0]);
      std::string said = "cannot change the user";
      if (uid == geteuid() || (setgid(uid) == 0 && setuid(uid) == 0)) {
        Result<ScratchServer> server = ScratchServer::start();
        said = server ? server->folder() + " " + std::to_string(server->keeper_pid()) + " " +
                            std::to_string(server->postmaster_pid())
                      : "- " + server.error().str();
        if (server && !Session::open(server->spec())) said = "- it does not answer";
        if (write(ends[1], said.data(), said.size()) < 0) _exit(1);
        close(ends[1]);
        for (;;) pause();
      }
      _exit(1);
    }
    close(ends[1]);
    std::string text;
    char buffer[1024];
    for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
    close(ends[0]);
    const std::vector<std::string> words = split(text, ' ');
    EXPECT_EQ(words.size(), 3u) << text;
    if (words.size() == 3) seen = {words[0], std::atoi(words[1].c_str()), std::atoi(words[2].c_str())};
  }
  void end(int signal_number) {
    if (pid > 0) kill(pid, signal_number);
    if (pid > 0) waitpid(pid, nullptr, 0);
    pid = 0;
  }
  ~Owner() { end(SIGKILL); }
};

#define REQUIRE_BINARIES() \
  if (const Result<ServerBinaries> found_ = find_server_binaries(); !found_) GTEST_SKIP() << found_.error().str();

}  // namespace

TEST(Scratch, a_server_lives_as_long_as_its_object) {
  REQUIRE_BINARIES();
  Seen seen;
  {
    Result<ScratchServer> server = ScratchServer::start();
    ASSERT_TRUE(server) << server.error().str();
    seen = {server->folder(), server->keeper_pid(), server->postmaster_pid()};
    ASSERT_TRUE(server->create_database("with \"quotes\" ü"));
    Result<Session> session = Session::open(server->spec("with \"quotes\" ü"));
    ASSERT_TRUE(session) << session.error().str();
    EXPECT_EQ(*session->exec_value("select current_setting('listen_addresses')"), "")
        << "reachable through its socket only";
    EXPECT_EQ(*session->exec_value(
                  "select pg_encoding_to_char(encoding) from pg_database where datname = current_database()"),
              "UTF8");
    EXPECT_EQ(session->about().major(), server->binaries().major);
    EXPECT_TRUE(is_folder(seen.folder));
    struct stat about;
    ASSERT_EQ(stat(seen.folder.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 077u, 0u) << "nobody else may come near";
    ASSERT_TRUE(server->drop_database("with \"quotes\" ü")) << "though a session is open in it";
  }
  EXPECT_FALSE(is_folder(seen.folder));
  EXPECT_FALSE(lives(seen.keeper));
  EXPECT_FALSE(lives(seen.postmaster));
}

TEST(Scratch, nothing_is_left_when_the_owner_is_killed) {
  REQUIRE_BINARIES();
  for (const int signal_number : {SIGKILL, SIGTERM, SIGINT}) {
    Owner owner;
    ASSERT_TRUE(lives(owner.seen.postmaster));
    owner.end(signal_number);
    EXPECT_TRUE(becomes([&] { return !is_folder(owner.seen.folder); })) << signal_number;
    EXPECT_TRUE(becomes([&] { return !lives(owner.seen.postmaster) && !lives(owner.seen.keeper); })) << signal_number;
  }
}

TEST(Scratch, when_owner_and_keeper_are_killed_the_next_start_cleans_up) {
  REQUIRE_BINARIES();
  Owner owner;
  ASSERT_GT(owner.seen.keeper, 1);
  kill(owner.seen.keeper, SIGKILL);
  owner.end(SIGKILL);
  EXPECT_TRUE(becomes([&] { return !lives(owner.seen.postmaster); }))
      << "the kernel ends a server whose keeper is gone";
  const Result<ScratchServer> next = ScratchServer::start();
  ASSERT_TRUE(next);
  EXPECT_FALSE(std::filesystem::exists(owner.seen.folder));
}

TEST(Scratch, a_sweep_leaves_living_servers_and_other_folders_alone) {
  REQUIRE_BINARIES();
  Result<ScratchServer> server = ScratchServer::start();
  ASSERT_TRUE(server);
  const std::string fresh = "/tmp/trueup-scratch-test" + std::to_string(getpid());  // no lock, but young
  std::filesystem::create_directory(fresh);
  sweep_scratch_leftovers();
  EXPECT_TRUE(Session::open(server->spec()));
  EXPECT_TRUE(is_folder(fresh));
  std::filesystem::remove_all(fresh);
}

TEST(Scratch, a_server_that_crashed_is_a_lost_connection) {
  REQUIRE_BINARIES();
  Result<ScratchServer> server = ScratchServer::start();
  ASSERT_TRUE(server);
  Result<Session> session = Session::open(server->spec());
  ASSERT_TRUE(session);
  ASSERT_TRUE(session->exec("create table t (a int)"));
  std::thread killer([pid = server->postmaster_pid()] {
    usleep(200000);
    kill(pid, SIGQUIT);
  });
  const Result<Rows> rows = session->exec("select pg_sleep(30)");
  killer.join();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, "connection-lost") << rows.error().str();
  EXPECT_EQ(rows.error().trouble, Trouble::connection);
  EXPECT_TRUE(session->is_lost());
  const std::vector<std::string> statements = {"insert into t values (1)"};
  EXPECT_EQ(session->run_batch(statements).error->code, "connection-lost");
  EXPECT_EQ(session->copy_out("copy t to stdout", [](CopyRow) {}).error().code, "connection-lost");
  EXPECT_EQ(Session::open(server->spec()).error().trouble, Trouble::connection);
  EXPECT_TRUE(server->stop()) << "its folder goes all the same";
}

TEST(Scratch, a_connection_lost_in_the_middle_of_a_copy_is_noticed) {
  REQUIRE_BINARIES();
  Result<ScratchServer> server = ScratchServer::start();
  ASSERT_TRUE(server);
  Result<Session> session = Session::open(server->spec());
  ASSERT_TRUE(session);
  std::size_t seen = 0;
  const Result<std::size_t> rows =
      session->copy_out("copy (select repeat('x', 1000) from generate_series(1, 1000000)) to stdout", [&](CopyRow) {
        if (++seen == 1000) kill(session->about().backend_pid, SIGTERM);
      });
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, "connection-lost") << rows.error().str();
}

TEST(Scratch, any_user_may_start_one) {
  REQUIRE_BINARIES();
  if (geteuid() != 0) GTEST_SKIP() << "runs as an ordinary user already";
  Owner owner(65534);
  struct stat about;
  ASSERT_EQ(stat(owner.seen.folder.c_str(), &about), 0);
  EXPECT_EQ(about.st_uid, 65534u);
  owner.end(SIGKILL);
  EXPECT_TRUE(becomes([&] { return !is_folder(owner.seen.folder) && !lives(owner.seen.postmaster); }));
}

TEST(Scratch, a_temporary_folder_with_too_long_a_path_is_not_used) {
  REQUIRE_BINARIES();
  const std::string folder = "/tmp/trueup-test-" + std::to_string(getpid()) + "/" + std::string(90, 'x');
  std::filesystem::create_directories(folder);
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  setenv("TMPDIR", folder.c_str(), 1);
  const Result<ScratchServer> server = ScratchServer::start();
  if (before) setenv("TMPDIR", kept.c_str(), 1);
  else unsetenv("TMPDIR");
  EXPECT_TRUE(server) << server.error().str();
  std::filesystem::remove_all(folder.substr(0, folder.rfind('/')));
}

TEST(Scratch, what_is_missing_is_said) {
  const Result<ServerBinaries> other = find_server_binaries(99);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "no-server-binaries");
  EXPECT_NE(other.error().hint.find("postgresql-99"), std::string::npos);
  EXPECT_NE(other.error().message.find("/usr/lib/postgresql/*/bin"), std::string::npos);
  REQUIRE_BINARIES();
  const Result<ScratchServer> broken = ScratchServer::start({.settings = {{"no_such_setting", "1"}}});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "scratch-failed");
  EXPECT_NE(broken.error().message.find("no_such_setting"), std::string::npos) << broken.error().message;
  const Result<ScratchServer> nowhere = ScratchServer::start({.bin = "/nonexistent"});
  ASSERT_FALSE(nowhere);
  EXPECT_NE(nowhere.error().message.find("/nonexistent/initdb"), std::string::npos) << nowhere.error().message;
}

}  // namespace trueup
