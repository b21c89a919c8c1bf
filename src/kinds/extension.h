#pragma once
#include "model/kind.h"
namespace trueup {
struct Extension {};
template <>
const Kind& kind_of<Extension>();
}  // namespace trueup
