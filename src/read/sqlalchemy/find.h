// The locator's PATH and MODULES: which Python modules are to be read, and from which folder.
#pragma once
#include "base/result.h"
#include "read/models.h"

namespace trueup::sqla {

struct FoundModules {
  std::string root = {};               // the folder imports start from
  std::vector<std::string> names = {};  // dotted, sorted
  bool looked_for = false;             // nobody named them
};

// Errors: no-such-path, no-such-module, no-models.
Result<FoundModules> find_modules(const ModelsOptions& options);

}  // namespace trueup::sqla
