// What a want that could not be read fully lacks may be declared in the rest.
#pragma once
#include "commands/sides.h"
#include "diff/delta.h"

namespace trueup {

// Where want was not read fully, no object is called extra: such differences become undecided, and nothing is dropped.
void doubt_extras(Delta& delta, const Sides& sides);

}  // namespace trueup
