#pragma once
#include "model/kind.h"
namespace trueup {
struct Schema {};
template <>
const Kind& kind_of<Schema>();
}  // namespace trueup
