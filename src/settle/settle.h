// settle: a Draft, as some source has it, to a Model: canonical, complete, immutable.
#pragma once
#include "model/surroundings.h"

namespace trueup {

ModelPtr settle(Draft draft, const Surroundings& surroundings);

// What a model offers to the settling of the other side.
Surroundings surroundings_of(const Model& have);

}  // namespace trueup
