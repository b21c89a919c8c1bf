// pair: objects that are the same under different names or in another form.
#pragma once
#include <unordered_map>

#include "diff/delta.h"

namespace trueup {

struct Pairs {
  struct Pair {
    const Object* have;
    const Object* want;
    Difference::Sort sort;  // changed: the same (no difference); renamed; instead
  };
  std::vector<Pair> pairs;
  std::unordered_map<const Object*, const Object*> other;  // each side's to the other's
};

Pairs pair_up(const Model& have, const Model& want);

}  // namespace trueup
