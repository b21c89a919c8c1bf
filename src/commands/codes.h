// The codes of findings and errors, each with its explanation.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace trueup {

std::vector<std::string> all_codes();
std::optional<std::string> explanation_of(const std::string& code);

}  // namespace trueup
