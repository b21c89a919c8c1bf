// .env files: NAME=value lines as python-dotenv and docker compose read them.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace trueup {

struct DotenvEntry {
  std::string name = {};
  std::string value = {};
  std::uint32_t line = 0;  // where the name stands
};

struct Dotenv {
  std::vector<DotenvEntry> entries = {};  // in the order of the file; a name may occur again, the last one counts
  Diags problems = {};                    // warnings "unreadable-env-line"; the other lines are read all the same
  const DotenvEntry* find(std::string_view name) const;
};

// What ${NAME} means beyond the file itself.
using EnvironmentLookup = std::function<std::optional<std::string>(std::string_view name)>;

// `file`: how messages call it. `environment` wins over the file in ${NAME}, as in python-dotenv's load_dotenv();
// without it only the file's earlier lines are known.
Dotenv parse_dotenv(std::string_view text, const std::string& file, const EnvironmentLookup& environment = {});

}  // namespace trueup
