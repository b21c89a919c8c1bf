#include "base/diag.h"

namespace trueup {

std::string Diag::str() const {
  static constexpr const char* words[] = {"note", "warning", "error"};
  std::string out = words[static_cast<int>(severity)];
  out += ": ";
  if (origin) out += origin.str_with_column() + ": ";
  out += message;
  if (!hint.empty()) out += "\n  hint: " + hint;
  return out;
}

}  // namespace trueup
