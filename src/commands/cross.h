// The two readers of Python against each other: what `models:` and `python:` say of the same models, and where they differ.
#pragma once
#include <iosfwd>

#include "base/value.h"
#include "commands/sides.h"
#include "diff/delta.h"

namespace trueup {

struct Crossing {
  Delta delta;                 // have: what models: read; want: what python: read
  std::vector<const Difference*> silent = {};     // differences that models: does not declare as unknown
  std::vector<const Difference*> undecided = {};  // neither alike nor different, as far as can be told here
  std::size_t declared = 0;    // things that models: declares as unknown
  std::size_t objects = 0;     // that python: read
};

// `locators` are those of models:; the same modules are read by python:. Beside the errors of both readers: "bad-usage".
Result<Crossing> cross_check(const std::vector<std::string>& locators, const SourceFlags& flags, Context& context);

void show(const Crossing& crossing, std::ostream& out);
Value to_value(const Crossing& crossing);

}  // namespace trueup
