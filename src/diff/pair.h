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

// Whether two objects, of different kinds perhaps, say the same: every field that only one of them has is at its default,
// the columns agree, and the one that could be partial or non-unique is neither.
bool say_the_same(const Object& a, const Object& b);

}  // namespace trueup
