#pragma once
#include <string>

#include "model/kind.h"
namespace trueup {
struct Comment {
  std::string text = {};
};
template <>
const Kind& kind_of<Comment>();
}  // namespace trueup
