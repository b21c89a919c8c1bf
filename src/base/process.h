// Another program, run to its end: what it answers on a descriptor of its own, and what it talks meanwhile.
#pragma once
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace trueup {

struct ProcessOptions {
  std::string program = {};                 // a path, or a name that is looked for in $PATH
  std::vector<std::string> arguments = {};  // without the program itself
  std::vector<std::pair<std::string, std::string>> environment = {};  // set beside what this process has
  std::chrono::milliseconds time_limit{60000};
};

struct ProcessEnd {
  std::string answer = {};  // what it wrote to descriptor 3
  std::string talk = {};    // the last 64 KiB of stdout and stderr, as they came
  int status = 0;           // its exit status; 128 and the signal's number where one ended it
  bool timed_out = false;   // it was killed, and its answer is not whole
};

// Runs it with an empty stdin in a process group of its own, and waits until it ends or the time is up; the whole group is
// killed then, with what it started. It does not outlive this process either, however that ends.
// Errors: "cannot-start" with the system's reason.
Result<ProcessEnd> run_process(const ProcessOptions& options);

// Kills what run_process has started and not yet seen end. May be called by a signal handler.
void kill_processes() noexcept;

}  // namespace trueup
