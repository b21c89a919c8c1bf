// Where the files that speak of a whole project lie: requirements, lock files.
#pragma once
#include <string>
#include <vector>

#include "base/file.h"

namespace trueup::sqla {

// The folder and those above it, up to the one with .git, at most three.
inline std::vector<std::string> folders_of_project(const std::string& folder) {
  std::vector<std::string> out = {folder};
  while (out.size() <= 3 && !is_folder(out.back() + "/.git") && !is_file(out.back() + "/.git")) out.push_back(out.back() + "/..");
  return out;
}

}  // namespace trueup::sqla
