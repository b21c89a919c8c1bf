// What an Alembic env.py says, read off its syntax tree: which metadata it compares with, and which URL it connects to.
// Nothing is executed.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/alembic_ini.h"

namespace trueup {

// Where an env.py lies, and from which folders it imports.
struct EnvPlace {
  std::string file = {};  // "backend/migrations/env.py"
  AlembicIni ini = {};
  std::vector<std::string> roots = {};
  std::string project = {};  // the folder that the imports of the code around it start from
};

struct AlembicEnv {
  // Dotted modules that it imports from the project, that of target_metadata first.
  std::vector<std::string> modules = {};
  std::string attribute =
      {};              // the Base, db or MetaData in the first of them; "" when it names several, or none can be told
  Origin origin = {};  // of `target_metadata = …`
  std::string reason = {};              // why target_metadata could not be followed; "" when it was
  std::optional<std::string> url = {};  // what get_url() gives, or set_main_option("sqlalchemy.url", …) sets
  Origin url_origin = {};
};

using EnvironmentValue = std::function<std::optional<std::string>(std::string_view name)>;

// `is_module`: whether a dotted name is a module of the project. Errors: "unreadable-file", "python-syntax" and its
// kin.
Result<AlembicEnv> read_alembic_env(const std::string& path, const std::function<bool(const std::string&)>& is_module,
                                    const EnvironmentValue& environment);

}  // namespace trueup
