#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

extern char** environ;

namespace trueup {
namespace {

constexpr std::size_t longest_talk = 64 * 1024;
constexpr int answer_descriptor = 3;

// All constant-initialised: a signal may come at any time. Few run at once; more are simply not killed early.
std::atomic<pid_t> running[8];

class Running {
 public:
  explicit Running(pid_t pid) {
    for (auto& slot : running) {
      pid_t none = 0;
      if (slot.compare_exchange_strong(none, pid)) {
        slot_ = &slot;
        return;
      }
    }
  }
  ~Running() {
    if (slot_) *slot_ = 0;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  std::atomic<pid_t>* slot_ = nullptr;
};

struct Pipe {
  int read = -1, write = -1;
  ~Pipe() {
    for (int end : {read, write})
      if (end >= 0) close(end);
  }
  bool open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    read = ends[0], write = ends[1];
    return true;
  }
  void close_write() { close(std::exchange(write, -1)); }
};

// Appends what there is to read without waiting; false at the end of it.
bool take(int from, std::string& into) {
  char buffer[65536];
  for (;;) {
    const ssize_t n = read(from, buffer, sizeof buffer);
    if (n > 0) into.append(buffer, static_cast<std::size_t>(n));
    else if (n == 0) return false;
    else if (errno == EAGAIN) return true;
    else if (errno != EINTR) return false;
  }
}

void keep_last(std::string& talk) {
  if (talk.size() > 2 * longest_talk) talk.erase(0, talk.size() - longest_talk);
}

struct Words {
  std::vector<std::string> texts;
  std::vector<char*> pointers;
  explicit Words(std::vector<std::string> all) : texts(std::move(all)) {
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
  }
};

Words environment_with(const std::vector<std::pair<std::string, std::string>>& more) {
  std::vector<std::string> out;
  for (char** each = environ; *each; ++each) {
    const std::string_view entry(*each);
    bool replaced = false;
    for (auto& [name, value] : more) replaced = replaced || (entry.starts_with(name) && entry.substr(name.size()).starts_with('='));
    if (!replaced) out.emplace_back(entry);
  }
  for (auto& [name, value] : more) out.push_back(name + '=' + value);
  return Words(std::move(out));
}

// In the child between fork and exec: nothing here may allocate.
[[noreturn]] void become(const char* program, Words& arguments, Words& environment, const Pipe& talk, const Pipe& answer, const Pipe& trouble, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // it died before it could be heeded
  for (int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) signal(number, SIG_DFL);
  const int nothing = open("/dev/null", O_RDONLY);
  // The trouble pipe may itself be number 3: out of the way first.
  const int report = fcntl(trouble.write, F_DUPFD_CLOEXEC, 10), out = fcntl(answer.write, F_DUPFD_CLOEXEC, 10), said = fcntl(talk.write, F_DUPFD_CLOEXEC, 10);
  dup2(nothing, 0);
  dup2(said, 1);
  dup2(said, 2);
  dup2(out, answer_descriptor);
  execvpe(program, arguments.pointers.data(), environment.pointers.data());
  const int why = errno;
  if (write(report, &why, sizeof why) < 0) _exit(126);
  _exit(127);
}

void kill_group(pid_t pid) {
  kill(-pid, SIGKILL);
  kill(pid, SIGKILL);  // before it has made its group
}

bool has_ended(pid_t pid) {
  siginfo_t about{};
  return waitid(P_PID, static_cast<id_t>(pid), &about, WEXITED | WNOHANG | WNOWAIT) != 0 || about.si_pid == pid;
}

}  // namespace

Result<ProcessEnd> run_process(const ProcessOptions& options) {
  Pipe talk, answer, trouble;
  auto cannot = [&](int why) { return Diag{.code = "cannot-start", .message = "cannot run " + options.program + ": " + std::strerror(why)}; };
  if (!talk.open() || !answer.open() || !trouble.open()) return cannot(errno);
  std::vector<std::string> all = {options.program};
  all.insert(all.end(), options.arguments.begin(), options.arguments.end());
  Words arguments(std::move(all)), environment = environment_with(options.environment);
  const pid_t parent = getpid(), pid = fork();
  if (pid < 0) return cannot(errno);
  if (pid == 0) become(options.program.c_str(), arguments, environment, talk, answer, trouble, parent);
  const Running registered(pid);
  talk.close_write();
  answer.close_write();
  trouble.close_write();
  int why = 0;
  ssize_t told;
  while ((told = read(trouble.read, &why, sizeof why)) < 0 && errno == EINTR) {
  }
  if (told == sizeof why) {
    while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    return cannot(why);
  }
  for (int end : {talk.read, answer.read}) fcntl(end, F_SETFL, O_NONBLOCK);

  ProcessEnd out;
  const auto limit = std::chrono::steady_clock::now() + options.time_limit;
  bool talking = true, answering = true;
  int status = 0;
  // Its end is asked for rather than waited for at the pipes: what it left running may keep those open for ever.
  while (!has_ended(pid)) {
    pollfd both[2] = {{.fd = talking ? talk.read : -1, .events = POLLIN, .revents = 0}, {.fd = answering ? answer.read : -1, .events = POLLIN, .revents = 0}};
    poll(both, 2, answering ? 20 : 5);
    if (talking) talking = take(talk.read, out.talk);
    if (answering) answering = take(answer.read, out.answer);
    keep_last(out.talk);
    if (std::chrono::steady_clock::now() < limit) continue;
    out.timed_out = true;
    break;
  }
  kill_group(pid);  // not reaped yet: the number is still its own
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  take(talk.read, out.talk);
  take(answer.read, out.answer);
  keep_last(out.talk);
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return out;
}

void kill_processes() noexcept {
  for (auto& slot : running)
    if (const pid_t pid = slot) kill_group(pid);
}

}  // namespace trueup
