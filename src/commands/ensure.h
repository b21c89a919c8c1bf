// [[ensure]] of trueup.toml: columns and indexes that are wanted whether or not a model says so.
#pragma once
#include "base/config.h"
#include "base/result.h"
#include "model/model.h"

namespace trueup {

// What of trueup.toml the wanted sources declare already: to be compared with theirs once both are settled.
struct Ensured {
  Draft declared = {};  // their tables, with trueup.toml's columns and indexes in place of theirs
  std::vector<Id> ids = {};
};

// Adds what the wanted sources lack. A table that they do not declare is taken as `have` has it, so that nothing else
// of it differs; one that is in neither is wanted with what is ensured of it. Errors: "bad-ensure" (a definition that
// cannot be read).
Result<Ensured> ensure_in(Draft& wanted, const std::vector<EnsureConfig>& ensure, const ModelPtr& have);

// Errors: "contradiction" names the object and both places.
Result<Nothing> no_contradiction(const Model& want, const Model& declared, const std::vector<Id>& ids);

}  // namespace trueup
