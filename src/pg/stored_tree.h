// What makes two stored expressions (pg_node_tree) deparse alike: the tree without its source locations, plus the names
// of the columns it uses, since the tree itself says only their numbers.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/symbol.h"

namespace trueup {

// `name` gives the name of the column with a number, in the relation that the tree belongs to.
std::string tree_key(std::string_view tree, const std::function<Symbol(int)>& name);

}  // namespace trueup
