#pragma once
#include "model/expr.h"
#include "model/kind.h"
namespace trueup {
struct Check {
  Expr expression = {};
  bool validated = true;
  bool no_inherit = false;
  bool enforced = true;
};
template <>
const Kind& kind_of<Check>();
}  // namespace trueup
