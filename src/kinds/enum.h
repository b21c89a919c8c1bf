#pragma once
#include <string>
#include <vector>

#include "model/kind.h"
namespace trueup {
struct Enum {
  std::vector<std::string> labels = {};
};
template <>
const Kind& kind_of<Enum>();

// Whether ALTER TYPE … ADD VALUE alone can make want's labels of have's: nothing is gone, nothing has moved.
bool only_adds_labels(const Enum& have, const Enum& want);
}  // namespace trueup
