#pragma once
#include <string>
#include <vector>

#include "model/expr.h"
#include "model/kind.h"
namespace trueup {
struct Policy {
  bool permissive = true;
  std::string command = "all";                  // all, select, insert, update, delete
  std::vector<std::string> roles = {"public"};  // sorted
  Expr using_expression = {};
  Expr check_expression = {};
};
template <>
const Kind& kind_of<Policy>();
}  // namespace trueup
