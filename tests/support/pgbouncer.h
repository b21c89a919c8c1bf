// A pgbouncer in front of a test database.
#pragma once
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "tests/support/fake_server.h"
#include "tests/support/test_server.h"

namespace trueup {

struct Pooler {
  std::string folder = {};
  int port = free_port();
  pid_t pid = 0;
  TestDatabase db = TestDatabase();

  // `mode`: session, transaction or statement. `more`: lines of the section [pgbouncer].
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
  Pooler(const Pooler&) = delete;
  Pooler& operator=(const Pooler&) = delete;
  ~Pooler() {
    if (pid > 0) kill(pid, SIGKILL), waitpid(pid, nullptr, 0);
    if (!folder.empty()) std::filesystem::remove_all(folder);
  }

  static bool is_installed() {
    return access("/usr/sbin/pgbouncer", X_OK) == 0 || access("/usr/bin/pgbouncer", X_OK) == 0;
  }
  ConnectionSpec spec() const { return spec(db.name()); }
  ConnectionSpec spec(const std::string& database) const {
    return *parse_database_url("postgresql://postgres@127.0.0.1:" + std::to_string(port) + "/" + database +
                               "?sslmode=disable");
  }

 private:
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
};

// The first line of a test that needs one: skips, or fails where $TRUEUP_TEST_NO_SKIP is set.
#define REQUIRE_POOLER()                                                \
  REQUIRE_SERVER();                                                     \
  if (!Pooler::is_installed()) {                                        \
    if (std::getenv("TRUEUP_TEST_NO_SKIP")) FAIL() << "no pgbouncer";   \
    GTEST_SKIP() << "needs pgbouncer";                                  \
  }

}  // namespace trueup
