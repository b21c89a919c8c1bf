#include "base/config.h"

#include <toml++/toml.h>

#include <filesystem>
#include <functional>

#include "base/file.h"
#include "base/text.h"

namespace trueup {
namespace {

class ConfigReader {
 public:
  explicit ConfigReader(const std::string& path) : path_(path) {
    config_.file = path;
    config_.folder = std::filesystem::path(path).parent_path().string();
    if (config_.folder.empty()) config_.folder = ".";
  }

  Result<Config> read(const toml::table& top) {
    TRY(table(top, "", {{"models", [&](auto& node) { return texts(node, config_.models); }},
                        {"migrations", [&](auto& node) { return text(node, config_.migrations); }},
                        {"env", [&](auto& node) { return environments(node); }},
                        {"check", [&](auto& node) { return check(node); }},
                        {"python", [&](auto& node) { return python(node); }},
                        {"ensure", [&](auto& node) { return ensures(node); }}}));
    return std::move(config_);
  }

 private:
  using Reader = std::function<Result<Nothing>(const toml::node&)>;

  Origin origin(const toml::node& node) const { return {Symbol(path_), node.source().begin.line, node.source().begin.column}; }
  Diag bad(const toml::node& node, std::string message, std::string hint = {}) const {
    return {.code = "bad-config", .message = std::move(message), .origin = origin(node), .hint = std::move(hint)};
  }

  Result<Nothing> table(const toml::node& node, const std::string& where, const std::map<std::string, Reader>& known) {
    auto* entries = node.as_table();
    if (!entries) return bad(node, where + " is not a table");
    for (auto&& [key, value] : *entries) {
      const auto at = known.find(std::string(key.str()));
      if (at != known.end()) {
        TRY(at->second(value));
        continue;
      }
      std::vector<std::string> names;
      for (auto& [name, reader] : known) names.push_back(name);
      const std::string near = nearest(key.str(), names);
      return bad(value, "unknown key " + where + (where.empty() ? "" : ".") + std::string(key.str()),
                 near.empty() ? "known here: " + join(names, ", ") : "did you mean " + near + "?");
    }
    return ok();
  }
  Result<Nothing> text(const toml::node& node, std::string& out) const {
    auto value = node.value_exact<std::string>();
    if (!value) return bad(node, "a text is expected here");
    out = *value;
    return ok();
  }
  Result<Nothing> boolean(const toml::node& node, bool& out) const {
    auto value = node.value_exact<bool>();
    if (!value) return bad(node, "true or false is expected here");
    out = *value;
    return ok();
  }
  Result<Nothing> texts(const toml::node& node, std::vector<std::string>& out) const {
    if (node.is_string()) return text(node, out.emplace_back());
    auto* list = node.as_array();
    if (!list) return bad(node, "a list of texts is expected here");
    for (auto& each : *list) TRY(text(each, out.emplace_back()));
    return ok();
  }

  Result<Nothing> patterns(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (!list) return text(node, config_.ignore.emplace_back(IgnoreConfig{.origin = origin(node)}).pattern);
    for (auto& each : *list) TRY(text(each, config_.ignore.emplace_back(IgnoreConfig{.origin = origin(each)}).pattern));
    return ok();
  }

  Result<Nothing> environments(const toml::node& node) {
    auto* entries = node.as_table();
    if (!entries) return bad(node, "env is not a table", "[env.local] with its url");
    for (auto&& [name, value] : *entries) {
      EnvironmentConfig& env = config_.environments[std::string(name.str())];
      env.origin = origin(value);
      TRY(table(value, "env." + std::string(name.str()), {{"url", [&](auto& n) { return text(n, env.url); }},
                                                          {"protected", [&](auto& n) { return boolean(n, env.is_protected); }},
                                                          {"mode", [&](auto& n) { return text(n, env.mode); }}}));
    }
    return ok();
  }
  Result<Nothing> check(const toml::node& node) {
    return table(node, "check", {{"schemas", [&](auto& n) { return texts(n, config_.schemas); }},
                                 {"ignore", [&](auto& n) { return patterns(n); }},
                                 {"extra", [&](auto& n) -> Result<Nothing> {
                                    TRY(text(n, config_.extra));
                                    if (config_.extra != "error" && config_.extra != "warning" && config_.extra != "ignore")
                                      return bad(n, "check.extra is " + config_.extra, "error, warning or ignore");
                                    return ok();
                                  }}});
  }
  Result<Nothing> python(const toml::node& node) {
    return table(node, "python", {{"roots", [&](auto& n) { return texts(n, config_.python_roots); }}, {"env", [&](auto& n) -> Result<Nothing> {
                                    auto* entries = n.as_table();
                                    if (!entries) return bad(n, "python.env is not a table");
                                    for (auto&& [key, value] : *entries) TRY(text(value, config_.python_environment[std::string(key.str())]));
                                    return ok();
                                  }}});
  }
  Result<Nothing> ensures(const toml::node& node) {
    auto* list = node.as_array();
    if (!list) return bad(node, "ensure is not a list", "[[ensure]] with table, column and definition, or with index");
    for (auto& each : *list) {
      EnsureConfig made{.origin = origin(each)};
      TRY(table(each, "ensure", {{"table", [&](auto& n) { return text(n, made.table); }},
                                 {"column", [&](auto& n) { return text(n, made.column); }},
                                 {"definition", [&](auto& n) { return text(n, made.definition); }},
                                 {"index", [&](auto& n) { return text(n, made.index); }}}));
      const bool column = !made.table.empty() && !made.column.empty() && !made.definition.empty();
      if (column == !made.index.empty()) return bad(each, "an [[ensure]] names table, column and definition, or an index");
      config_.ensure.push_back(std::move(made));
    }
    return ok();
  }

  const std::string& path_;
  Config config_;
};

}  // namespace

const std::vector<Setting>& all_settings() {
  static const std::vector<Setting> settings = {
      {"models", "locators", "What should be: models:, sql: … They add up."},
      {"migrations", "locator", "The Alembic folder."},
      {"env.NAME.url", "text", "The database of an environment; ${NAME} is taken from the process environment, else from .env."},
      {"env.NAME.protected", "true, false", "Changes ask for the environment's typed name."},
      {"env.NAME.mode", "text", "The deployment gate's mode there."},
      {"check.schemas", "texts", "Only these schemas are compared."},
      {"check.ignore", "texts", "KIND:GLOB of what is never reported, such as \"table:public.spatial_ref_sys\"."},
      {"check.extra", "error, warning, ignore", "What an object counts that want lacks."},
      {"python.roots", "folders", "Further folders that Python imports are looked up in."},
      {"python.env", "table of texts", "What os.environ holds when models are read."},
      {"ensure", "list", "Columns and indexes required whether or not a model says so."},
  };
  return settings;
}

Result<Config> read_config(const std::string& path) {
  const std::string text = TRY(read_file(path));
  try {
    const toml::table top = toml::parse(text, path);
    return ConfigReader(path).read(top);
  } catch (const toml::parse_error& error) {
    return Diag{.code = "bad-config", .message = "not TOML: " + std::string(error.description()),
                .origin = {Symbol(path), error.source().begin.line, error.source().begin.column}};
  }
}

Result<Config> find_config(const std::string& folder) {
  std::error_code error;
  auto at = std::filesystem::absolute(folder, error).lexically_normal();
  // Shown as the user would type it: relative while that is short.
  std::string prefix = folder == "." ? "" : folder + "/";
  for (int above = 0; above < 64; ++above) {
    const std::string path = prefix + "trueup.toml";
    if (is_file(path)) return read_config(path);
    if (!at.has_relative_path() || at == at.root_path()) break;
    at = at.parent_path();
    prefix += "../";
  }
  return Config{};
}

}  // namespace trueup
