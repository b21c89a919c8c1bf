// Model → a tree for people.
#pragma once
#include <iosfwd>

#include "model/model.h"

namespace trueup {

void write_tree(const Model& model, std::ostream& out);

}  // namespace trueup
