// trueup.toml: what a team writes down once. Each setting is one line of the table in config.cpp; an unknown key is an
// error that names the nearest known one.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace trueup {

struct EnvironmentConfig {
  std::string url = {};  // as written: may hold ${NAME}
  bool is_protected = false;
  std::string mode = {};  // gate's default mode
  Origin origin = {};
};

// Required whether or not a model says so.
struct EnsureConfig {
  std::string table = {}, column = {}, definition = {};  // a column, or …
  std::string index = {};                                // … a CREATE INDEX statement
  Origin origin = {};
};

// KIND:GLOB of what is never reported.
struct IgnoreConfig {
  std::string pattern = {};
  Origin origin = {};
};

struct Config {
  std::string file = {};    // "" when there is none
  std::string folder = {};  // where it lies: relative paths start there
  std::vector<std::string> models = {};
  std::string migrations = {};
  std::map<std::string, EnvironmentConfig> environments = {};
  std::vector<std::string> schemas = {};
  std::vector<IgnoreConfig> ignore = {};
  std::string extra = "warning";
  std::vector<std::string> python_roots = {};
  std::map<std::string, std::string> python_environment = {};
  std::vector<EnsureConfig> ensure = {};
};

struct Setting {
  std::string_view name, type, doc;
};
const std::vector<Setting>& all_settings();

// Looks for trueup.toml in `folder` and the folders above it. No file: an empty Config.
// Errors: "bad-config" with file and line.
Result<Config> find_config(const std::string& folder);
Result<Config> read_config(const std::string& path);

}  // namespace trueup
