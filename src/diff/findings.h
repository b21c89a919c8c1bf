// Findings: differences as people and scripts read them: a code, a weight, a sentence, a place, a cure.
#pragma once
#include "diff/severity.h"

namespace trueup {

struct Finding {
  std::string code = {};
  Weight weight = Weight::error;
  const Difference* difference = nullptr;
  Id subject = {};
  std::string group = {};    // the table it belongs to, "public.users"; for what is on none, its own name
  std::string message = {};  // "missing column api_keys.webhook_url varchar(1024)"
  Origin origin = {};        // of the wanted side, where there is one
  std::string hint = {};
};

// Sorted by group and object. What hangs on a missing or an extra table is folded into that table's one finding.
std::vector<Finding> findings_of(const Delta& delta, const WeighOptions& options);

// Takes out the extras that findings_of does not tell, with what hangs on them: what is ignored is not dropped either.
// Returns how many went.
std::size_t leave_ignored_extras(Delta& delta, const WeighOptions& options);

Value to_value(const Finding& finding);

}  // namespace trueup
