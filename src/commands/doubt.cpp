#include "commands/doubt.h"

namespace trueup {

void doubt_extras(Delta& delta, const Sides& sides) {
  if (!sides.unread) return;
  for (auto& difference : delta.differences) {
    if (difference.sort != Difference::Sort::dropped) continue;
    difference.sort = Difference::Sort::undecided;
    difference.reason = "it may be declared in what could not be read";
    difference.reason_origin = sides.unread->origin;
  }
}

}  // namespace trueup
