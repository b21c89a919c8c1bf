// Model → the snapshot format (the contract's section 6): sorted, without clocks or machine paths.
#pragma once
#include "model/model.h"

namespace trueup {

Value snapshot_of(const Model& model);

}  // namespace trueup
