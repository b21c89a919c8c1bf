// How much a difference weighs: missing and different break code, extra usually does not.
#pragma once
#include "diff/delta.h"

namespace trueup {

enum class Weight { warning, error, unknown };

struct WeighOptions {
  enum class Extra { warning, error, ignore };
  Extra extra = Extra::warning;
};

Weight weigh(const Difference& difference, const WeighOptions& options);
// "missing-column", "extra-table", "different-index", "renamed-check", "unknown-column": stable, for ignores and scripts.
std::string code_of(const Difference& difference);

}  // namespace trueup
