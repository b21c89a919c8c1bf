// A scratch server that a test stops as an administrator would, and starts again in the same folder.
#pragma once
#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "pg/scratch.h"
#include "pg/session.h"

namespace trueup {

enum class Stop { fast = SIGINT, immediate = SIGQUIT };  // what `pg_ctl stop -m …` sends

class StoppableServer {
 public:
  StoppableServer() {
    auto started = ScratchServer::start({});
    if (!started) std::fprintf(stderr, "%s\n", started.error().str().c_str()), std::abort();
    scratch_.emplace(*std::move(started));
    postmaster_ = scratch_->postmaster_pid();
  }
  StoppableServer(const StoppableServer&) = delete;
  StoppableServer& operator=(const StoppableServer&) = delete;
  ~StoppableServer() { stop(Stop::immediate); }

  ConnectionSpec spec() const { return scratch_->spec(); }
  Session open() const {
    auto session = Session::open(spec());
    if (!session) std::fprintf(stderr, "%s\n", session.error().str().c_str()), std::abort();
    return *std::move(session);
  }

  // Returns when it is gone.
  void stop(Stop how) {
    if (!postmaster_) return;
    kill(postmaster_, static_cast<int>(how));
    const std::string program = "/proc/" + std::to_string(postmaster_) + "/exe";
    char ignored[8];
    for (int tries = 0; tries < 3000 && readlink(program.c_str(), ignored, sizeof ignored) >= 0; ++tries) {
      if (is_own_) waitpid(postmaster_, nullptr, WNOHANG);
      usleep(5000);
    }
    postmaster_ = 0;
  }
  void start_again() {
    const std::string& folder = scratch_->folder();
    struct stat owner;
    ASSERT_EQ(stat((folder + "/data").c_str(), &owner), 0);
    const std::string program = scratch_->binaries().folder + "/postgres";
    const std::vector<std::string> words = {program, "-D", folder + "/data", "-c", "listen_addresses=", "-c", "unix_socket_directories=" + folder,
                                            "-c", "fsync=off", "-c", "dynamic_shared_memory_type=mmap"};
    postmaster_ = fork();
    is_own_ = true;
    if (postmaster_ == 0) {
      if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(owner.st_gid) != 0 || setuid(owner.st_uid) != 0)) _exit(126);
      const int null = open_null();
      for (const int fd : {0, 1, 2}) dup2(null, fd);
      std::vector<char*> arguments;
      for (auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      if (chdir("/") == 0) execv(program.c_str(), arguments.data());
      _exit(127);
    }
    for (int tries = 0; tries < 300; ++tries) {
      if (Session::open(spec())) return;
      usleep(50000);
    }
    ADD_FAILURE() << "the server did not come back";
  }

 private:
  static int open_null() { return ::open("/dev/null", O_RDWR); }

  std::optional<ScratchServer> scratch_ = {};
  pid_t postmaster_ = 0;
  bool is_own_ = false;  // started by this process, not by the scratch server's keeper
};

}  // namespace trueup
