#pragma once
#include "base/command.h"

namespace trueup {

std::vector<Command> all_commands();

}  // namespace trueup
