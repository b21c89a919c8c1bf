#include "base/origin.h"

namespace trueup {

std::string Origin::str() const {
  if (file.empty()) return {};
  std::string out(file.view());
  if (line) out += ':' + std::to_string(line);
  return out;
}

std::string Origin::str_with_column() const {
  std::string out = str();
  if (!out.empty() && line && column) out += ':' + std::to_string(column);
  return out;
}

}  // namespace trueup
