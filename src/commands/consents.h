// --allow drop,narrow,rewrite, and what a left-out step means for the exit code.
#pragma once
#include "commands/sides.h"
#include "gate/gate.h"

namespace trueup {

Result<Consents> consents_from(const std::vector<std::string>& allow);

// What trueup.toml ignores is not dropped, whatever is allowed; says so where dropping is.
void leave_ignored(Delta& delta, const Sides& sides, const Consents& consents, Context& context);

// 0 when nothing that check calls an error was left out; else 4, or 1 when no consent would do.
int left_out_code(const Approved& approved, const WeighOptions& options);

}  // namespace trueup
