// Which modules are the project's own.
#pragma once
#include "python/interpreter.h"

namespace trueup::py {

// Whether it lies in the first root, which is the project's; further ones hold packages.
bool is_of_project(const Options& options, const Module& module);

}  // namespace trueup::py
