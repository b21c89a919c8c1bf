// The receipt for people and for machines.
#pragma once
#include "apply/apply.h"
#include "base/value.h"

namespace trueup {

std::string title_of(const Step& step);  // "create index public.users.ix_email", "alter column … (type, nullable)"

// One JSON document; docs/reference/receipt.md has its members. Times are left out unless asked for: the same run gives
// the same bytes.
enum class Times { without, with };
Value to_value(const Receipt& receipt, const Approved& approved, Times times = Times::without);

// Lines without newlines: what was done, what failed, what was not run, what the second reading said. Why it failed says
// receipt.error.
std::vector<std::string> lines_of(const Receipt& receipt, const Approved& approved, Times times = Times::without);

}  // namespace trueup
