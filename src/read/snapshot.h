// What `trueup inspect --format json` wrote → Draft, without loss.
#pragma once
#include "model/draft.h"

namespace trueup {

// Errors: "unreadable-file", "bad-json", "bad-snapshot" (names the object and the field).
Result<Draft> read_snapshot(const std::string& path);
Result<Draft> draft_from_snapshot(const Value& document, const std::string& file);

}  // namespace trueup
