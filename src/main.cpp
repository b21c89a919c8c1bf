#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "apply/apply.h"
#include "base/exit_codes.h"
#include "base/process.h"
#include "commands/line.h"
#include "pg/session.h"

namespace {

// Ctrl-C cancels what the server is doing. While a database is being changed the run ends by itself, with a receipt;
// everything else ends at once, and so does everything at the second time.
void interrupted(int signal_number) {
  static volatile sig_atomic_t before = 0;
  if (before || !trueup::has_begun_to_apply()) {
    trueup::kill_processes();
    if (!before) trueup::cancel_running();
    _exit(signal_number == SIGINT ? trueup::exit_code::interrupted : 128 + signal_number);
  }
  before = 1;
  trueup::cancel_running();
}

void heed_signals() {
  struct sigaction action{};
  action.sa_handler = interrupted;
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction there{};
    // What nohup and background jobs ignore stays ignored.
    if (sigaction(signal_number, nullptr, &there) == 0 && there.sa_handler != SIG_IGN) sigaction(signal_number, &action, nullptr);
  }
}

std::optional<std::string> ask(const std::string& question) {
  std::cout.flush();
  std::cerr << question << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) {
    std::cerr << '\n';
    return std::nullopt;
  }
  return answer;
}

}  // namespace

// jemalloc's settings: few threads allocate here, so one arena serves them all.
extern "C" {
const char* malloc_conf = "narenas:1,dirty_decay_ms:100,muzzy_decay_ms:0";
}

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  heed_signals();
  trueup::Context context{.out = std::cout, .err = std::cerr};
  context.environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  };
  context.terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
  context.ask = ask;
  const char* no_colour = std::getenv("NO_COLOR");
  context.colour = isatty(STDOUT_FILENO) && (!no_colour || !*no_colour);
  return trueup::run_line(std::vector<std::string>(argv + 1, argv + argc), context);
}
