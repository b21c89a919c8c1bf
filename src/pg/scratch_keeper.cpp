// After fork() without exec(): of a program that may have had threads only the one that forked goes on, so nothing here
// touches what another thread may have held (glibc's malloc is safe after fork; libpq and symbols are not used).
#include "pg/scratch_keeper.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace trueup {
namespace {

void say(int socket, std::string text) {
  for (char& c : text)
    if (c == '\n') c = '\x1f';
  text += '\n';
  // The owner may be gone: no SIGPIPE.
  if (write(socket, text.data(), text.size()) < 0) return;
}

// Keeps 0-2 and what is needed: an inherited end of somebody's pipe would never come to its end while a server runs.
void close_others(int keep_a, int keep_b) {
  std::vector<int> open_ones;
  for (const std::string& name : names_in("/proc/self/fd")) open_ones.push_back(std::atoi(name.c_str()));
  for (const int fd : open_ones)
    if (fd > 2 && fd != keep_a && fd != keep_b) close(fd);
}

class Keeper {
 public:
  explicit Keeper(const KeeperOrders& orders) : orders_(orders) {}

  [[noreturn]] void run() {
    settle_in();
    const std::string failure = start();
    if (failure.empty()) {
      say(orders_.socket, "ready " + std::to_string(server_));
      wait_for_end();
    } else {
      say(orders_.socket, "failed " + failure);
    }
    clean_up();
    _exit(0);
  }

 private:
  const KeeperOrders& orders_;
  int signals_ = -1;
  pid_t server_ = 0;

  void settle_in() {
    setsid();  // Ctrl-C in the terminal is for the owner
    prctl(PR_SET_NAME, "trueup-keeper");
    prctl(PR_SET_PDEATHSIG, 0);
    for (const int signal_number : {SIGINT, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM})
      signal(signal_number, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_SETMASK, &set, nullptr);
    const int null = open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) dup2(null, fd);
    close_others(orders_.socket, orders_.lock);
    signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (chdir("/") != 0) return;
  }

  // Starts a program as the server's user, its output in a file. It dies with the keeper.
  pid_t launch(const std::string& program, const std::vector<std::string>& arguments, const std::string& log) {
    const pid_t keeper = getpid();
    const pid_t pid = fork();
    if (pid != 0) return pid;
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal_number : {SIGINT, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM})
      signal(signal_number, SIG_DFL);
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (out >= 0) dup2(out, 1), dup2(out, 2);
    if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(orders_.gid) != 0 || setuid(orders_.uid) != 0))
      _exit(126);
    umask(077);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);  // after setuid, which clears it
    if (getppid() != keeper || chdir(orders_.folder.c_str()) != 0) _exit(125);
    std::vector<std::string> words = {program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    // Nothing of the owner's PGDATA, PGPORT or PGOPTIONS.
    std::vector<std::string> environment = {"LC_ALL=C", "TZ=UTC", "HOME=" + orders_.folder, "TMPDIR=" + orders_.folder};
    for (const char* name : {"PATH", "LD_LIBRARY_PATH"})
      if (const char* value = std::getenv(name)) environment.push_back(std::string(name) + "=" + value);
    std::vector<char*> envp;
    for (std::string& one : environment) envp.push_back(one.data());
    envp.push_back(nullptr);
    execve(program.c_str(), argv.data(), envp.data());
    const std::string why = "cannot run " + program + ": " + std::strerror(errno) + "\n";
    if (write(2, why.data(), why.size()) < 0) _exit(124);
    _exit(127);
  }

  enum class Event { none, owner, signal };
  Event wait_event(int milliseconds) {
    pollfd both[2] = {{.fd = orders_.socket, .events = POLLIN, .revents = 0},
                      {.fd = signals_, .events = POLLIN, .revents = 0}};
    if (poll(both, 2, milliseconds) <= 0) return Event::none;
    if (both[0].revents) {
      char buffer[16];
      const ssize_t n = read(orders_.socket, buffer, sizeof buffer);
      return n < 0 && errno == EINTR ? Event::none : Event::owner;  // end of file, however it came
    }
    signalfd_siginfo about;
    while (read(signals_, &about, sizeof about) == static_cast<ssize_t>(sizeof about))
      if (about.ssi_signo == SIGTERM) return Event::owner;
    return Event::signal;
  }

  std::string tail_of(const std::string& log) {
    const Result<std::string> text = read_file(log);
    std::vector<std::string> lines = text ? split(trim(*text), '\n') : std::vector<std::string>();
    if (lines.size() > 6) lines.erase(lines.begin(), lines.end() - 6);
    return join(lines, "\n");
  }

  // "" or why not.
  std::string start() {
    const std::string log = orders_.folder + "/initdb.log";
    const pid_t initdb = launch(orders_.initdb, orders_.initdb_arguments, log);
    if (initdb < 0) return "cannot fork";
    int status = 0;
    while (waitpid(initdb, &status, WNOHANG) == 0) {
      if (wait_event(1000) != Event::owner) continue;
      kill(-initdb, SIGKILL);
      waitpid(initdb, nullptr, 0);
      return "stopped while it was made";
    }
    if (status != 0) return "initdb failed: " + tail_of(log);
    if (!orders_.hba.empty()) {  // written in place: the file keeps its owner
      const int fd = open((orders_.folder + "/data/pg_hba.conf").c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW);
      const bool written =
          fd >= 0 && write(fd, orders_.hba.data(), orders_.hba.size()) == static_cast<ssize_t>(orders_.hba.size());
      if (fd >= 0) close(fd);
      if (!written) return "cannot write pg_hba.conf";
    }
    return start_server();
  }

  std::string start_server() {
    const std::string log = orders_.folder + "/server.log";
    server_ = launch(orders_.postgres, orders_.postgres_arguments, log);
    if (server_ < 0) return "cannot fork";
    for (int tries = 0; tries < 6000; ++tries) {
      // The eighth line of postmaster.pid is its state, as pg_ctl reads it.
      const Result<std::string> text = read_file(orders_.folder + "/data/postmaster.pid");
      const std::vector<std::string> lines = text ? split(*text, '\n') : std::vector<std::string>();
      if (lines.size() > 7 && trim(lines[7]) == "ready") return {};
      if (waitpid(server_, nullptr, WNOHANG) == server_) {
        server_ = 0;
        return "postgres did not start: " + tail_of(log);
      }
      if (wait_event(10) == Event::owner) return "stopped while it was started";
    }
    return "postgres did not become ready within a minute: " + tail_of(log);
  }

  void wait_for_end() {
    for (;;) {
      const Event event = wait_event(-1);
      if (event == Event::owner) return;
      if (event == Event::signal && waitpid(server_, nullptr, WNOHANG) == server_) server_ = 0;
      if (!server_) {  // it crashed: nothing to hold, but the folder waits for the owner, who may want its log
        while (wait_event(-1) != Event::owner) {
        }
        return;
      }
    }
  }

  void clean_up() {
    if (server_ > 0) stop_postmaster(server_, Kinship::own_child);
    remove_tree(orders_.folder);
  }
};

}  // namespace

void stop_postmaster(pid_t pid, Kinship kinship) {
  const std::string program = "/proc/" + std::to_string(pid) + "/exe";  // a zombie of an idle init has none
  const auto ended = [&] {
    char ignored[8];
    return kinship == Kinship::own_child ? waitpid(pid, nullptr, WNOHANG) != 0
                                         : readlink(program.c_str(), ignored, sizeof ignored) < 0;
  };
  kill(pid, SIGQUIT);  // immediate shutdown: nothing here is worth a checkpoint
  for (int tries = 0; tries < 1000; ++tries) {
    if (ended()) return;
    usleep(tries < 100 ? 2000 : 5000);
  }
  kill(pid, SIGKILL);
  for (int tries = 0; tries < 200 && !ended(); ++tries) usleep(5000);
}

void remove_tree(const std::string& folder) {
  std::error_code ignored;
  // Backends of a killed postmaster may still write for a moment.
  for (int tries = 0; tries < 50; ++tries) {
    std::filesystem::remove_all(folder, ignored);
    if (!std::filesystem::exists(std::filesystem::symlink_status(folder, ignored))) return;
    usleep(20000);
  }
}

void run_keeper(const KeeperOrders& orders) { Keeper(orders).run(); }

}  // namespace trueup
