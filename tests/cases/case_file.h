// A case file: head comments (the sentence it proves), then sections that begin with `-- name --`.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace trueup {

struct CaseFile {
  std::string path = {};
  std::string name = {};  // "column/adding_a_column"
  std::string head = {};
  std::vector<std::pair<std::string, std::string>> sections = {};

  // "" when there is none.
  std::string_view section(std::string_view name) const;
  bool has(std::string_view name) const;
  void set(std::string_view name, std::string text);  // an empty text takes the section away
  std::string text() const;
};

Result<CaseFile> read_case(const std::string& path, const std::string& root);

}  // namespace trueup
