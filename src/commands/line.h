// A command line to a command's form, and the form to the command.
#pragma once
#include "base/command.h"

namespace trueup {

// Returns the exit code. What goes wrong on the way is said on context.err.
int run_line(const std::vector<std::string>& words, Context& context);

}  // namespace trueup
