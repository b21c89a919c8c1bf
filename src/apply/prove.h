// The proof: the database is read again, and what the steps were made for must be gone from the differences.
#pragma once
#include "apply/apply.h"

namespace trueup {

// Fills receipt.proved and receipt.contradictions. A difference of which some step was not done proves nothing.
void prove(Receipt& receipt, const Approved& approved, const ModelPtr& have);

}  // namespace trueup
