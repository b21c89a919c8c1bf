#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "commands/line.h"

// jemalloc's settings: few threads allocate here, so one arena serves them all.
extern "C" {
const char* malloc_conf = "narenas:1";
}

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  trueup::Context context{.out = std::cout, .err = std::cerr};
  context.environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  };
  context.terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
  const char* no_colour = std::getenv("NO_COLOR");
  context.colour = isatty(STDOUT_FILENO) && (!no_colour || !*no_colour);
  return trueup::run_line(std::vector<std::string>(argv + 1, argv + argc), context);
}
