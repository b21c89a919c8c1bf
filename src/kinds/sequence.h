#pragma once
#include <optional>

#include "model/kind.h"
#include "model/type.h"
namespace trueup {
struct Sequence {
  Type type = {};  // empty: bigint
  std::optional<std::int64_t> start = {}, increment = {}, minimum = {}, maximum = {}, cache = {};  // empty: PostgreSQL's default
  bool cycle = false;
  Ref owned_by = {};  // the column it is dropped with
};
template <>
const Kind& kind_of<Sequence>();

// Values that are PostgreSQL's defaults for the type and direction become empty, so that equal meanings are equal.
void normalise(Sequence& sequence);
// Whether a serial column's sequence would look like this.
bool is_plain(const Sequence& sequence);
}  // namespace trueup
