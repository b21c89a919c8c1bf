#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "commands/line.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // A fixed threshold: the large blocks of one stage are given back before the next one asks for its own.
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
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
