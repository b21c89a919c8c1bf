// Help, from the tables of the commands.
#pragma once
#include <string>
#include <vector>

#include "base/command.h"

namespace trueup {

// All commands, one line each. `everywhere`: the flags that every command takes.
std::string overview(const std::vector<Command>& commands, const std::vector<Argument>& everywhere);
// Those of a group ("models"), when only its name was given.
std::string group_overview(const std::string& group, const std::vector<Command>& commands);
// One command: usage, arguments, the long help.
std::string usage_of(const Command& command, const std::vector<Argument>& everywhere);

}  // namespace trueup
