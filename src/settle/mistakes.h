// What is wrong with a wanted state by itself, before it is compared with anything.
#pragma once
#include "base/result.h"
#include "model/model.h"

namespace trueup {

// Expressions of checks and indexes that PostgreSQL would refuse. Codes: "unparsable-expression" (no SQL), "no-such-column"
// (its table has none of that name).
Diags wrong_expressions(const Model& model);

}  // namespace trueup
