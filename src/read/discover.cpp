#include "read/discover.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/file.h"
#include "base/text.h"

namespace trueup {
namespace {

constexpr std::size_t most_folders = 4000, most_files = 20000;

constexpr std::string_view skipped[] = {
    "__pycache__", "node_modules", "venv",  "env",      "virtualenv", "site-packages", "dist",    "build",
    "target",      "htmlcov",      "tests", "test",     "testing",    "migrations",    "alembic", "versions",
    "static",      "templates",    "docs",  "fixtures", "examples",   "example",       "samples", "scripts"};

bool is_skipped(const std::string& name) {
  return name.starts_with('.') || name.ends_with("_template") || name.ends_with(".egg-info") ||
         name.ends_with(".dist-info") || std::find(std::begin(skipped), std::end(skipped), name) != std::end(skipped);
}

// What a module that declares tables holds; the imports alone would find every query too.
bool declares_models(std::string_view text) {
  for (std::string_view sign :
       {"DeclarativeBase", "declarative_base", "db.Model", "table=True", "__tablename__", ".mapped\n"})
    if (text.find(sign) != text.npos) return true;
  return text.find("Table(") != text.npos && text.find("sqlalchemy") != text.npos;
}

class Walk {
 public:
  std::vector<FoundModels> run(const std::string& folder) {
    walk(folder);
    std::vector<FoundModels> out;
    for (auto& [root, modules] : found_) {
      out.push_back({.folder = root, .modules = modules, .is_truncated = truncated_});
      std::sort(out.back().modules.begin(), out.back().modules.end());
    }
    std::stable_sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.modules.size() > b.modules.size(); });
    return out;
  }

 private:
  void walk(const std::string& folder) {
    if (++folders_ > most_folders || is_file(path_in(folder, "pyvenv.cfg"))) {
      truncated_ = truncated_ || folders_ > most_folders;
      return;
    }
    for (auto& name : names_in(folder)) {
      const std::string path = path_in(folder, name);
      if (name.ends_with(".py")) look_at(folder, name, path);
      else if (!is_skipped(name) && is_folder(path)) walk(path);
    }
  }
  void look_at(const std::string& folder, const std::string& name, const std::string& path) {
    if (name.starts_with("test_") || name == "conftest.py" || name == "setup.py") return;
    if (++files_ > most_files) {
      truncated_ = true;
      return;
    }
    auto text = read_file(path);
    if (!text || !declares_models(*text)) return;
    // The import root is the first folder above that is no package.
    std::string root = folder, module = name == "__init__.py" ? "" : name.substr(0, name.size() - 3);
    while (is_file(path_in(root, "__init__.py")) && root != ".") {
      const auto slash = root.find_last_of('/');
      module = root.substr(slash == root.npos ? 0 : slash + 1) + (module.empty() ? "" : "." + module);
      root = slash == root.npos ? "." : slash == 0 ? "/" : root.substr(0, slash);
    }
    if (!module.empty()) found_[root].push_back(module);
  }

  std::map<std::string, std::vector<std::string>> found_;
  std::size_t folders_ = 0, files_ = 0;
  bool truncated_ = false;
};

// Folders without __init__.py are packages, too. What every env.py imports is no folder of migrations or logs.
bool is_module_in(const std::string& root, const std::string& dotted) {
  const std::string top = dotted.substr(0, dotted.find('.'));
  if (top == "alembic" || top == "sqlalchemy" || top == "logging") return false;
  const std::string path = path_in(root, replace_all(dotted, ".", "/"));
  return is_file(path + ".py") || is_folder(path);
}

// Files below a folder that `is_meant` says yes to, at most so many folders deep.
void find_files(const std::string& folder, int depth, std::size_t& budget,
                const std::function<bool(const std::string& folder, const std::string& name)>& is_meant,
                std::vector<std::string>& out) {
  if (budget == 0 || is_file(path_in(folder, "pyvenv.cfg"))) return;
  --budget;
  constexpr std::string_view entered[] = {"migrations", "alembic"};
  for (auto& name : names_in(folder)) {
    const bool is_entered =
        !is_skipped(name) || std::find(std::begin(entered), std::end(entered), name) != std::end(entered);
    if (is_meant(folder, name)) out.push_back(path_in(folder, name));
    else if (depth > 0 && is_entered && is_folder(path_in(folder, name)))
      find_files(path_in(folder, name), depth - 1, budget, is_meant, out);
  }
}

}  // namespace

std::vector<std::string> find_alembic_inis(const std::string& folder, int deepest) {
  std::vector<std::string> out;
  // The nearest ones: a project's own before those of its parts.
  for (int depth : {0, 1, deepest}) {
    if (depth > deepest || !out.empty()) break;
    std::size_t budget = most_folders;
    find_files(
        folder, depth, budget, [](auto&, auto& name) { return name == "alembic.ini"; }, out);
  }
  return out;
}

std::vector<std::string> find_env_files(const std::string& folder) {
  std::vector<std::string> out;
  std::size_t budget = most_folders;
  find_files(
      folder, 6, budget,
      [](auto& folder, auto& name) {
        if (name != "env.py") return false;
        auto text = read_file(path_in(folder, name));
        return text && text->find("alembic") != text->npos && text->find("context") != text->npos;
      },
      out);
  return out;
}

namespace {

// The nearest folder from here upwards that is no package: where `import its.name` begins.
std::string root_above(std::string folder) {
  while (is_file(path_in(folder, "__init__.py")) && folder != "." && folder != "/") folder = folder_of(folder);
  return folder;
}

}  // namespace

EnvPlace place_of_env_file(const std::string& file, const std::string& top) {
  EnvPlace out{.file = file};
  out.ini.script_location = folder_of(file);
  // Imports start above the packages that it lies in; else in one of the folders above.
  std::string root =
      root_above(root_above(out.ini.script_location) == out.ini.script_location ? folder_of(out.ini.script_location)
                                                                                : out.ini.script_location);
  out.project = root;
  for (int i = 0; i < 4; ++i, root = folder_of(root)) {
    out.roots.push_back(root);
    if (root == top || root == "." || root == "/") break;
  }
  out.ini.folder = out.roots.back();
  return out;
}

Result<EnvPlace> place_of_env(const std::string& ini) {
  EnvPlace out{.ini = TRY(read_alembic_ini(ini))};
  out.file = path_in(out.ini.script_location, "env.py");
  out.project = root_above(folder_of(out.ini.script_location));
  // Where Alembic's sys.path leads to; env.py often adds its parents itself.
  out.roots = out.ini.roots;
  for (auto& more : {out.ini.folder, folder_of(out.ini.script_location), path_in(out.ini.folder, "src"),
                     folder_of(folder_of(out.ini.script_location)), root_above(out.ini.folder),
                     root_above(folder_of(out.ini.script_location))})
    if (std::find(out.roots.begin(), out.roots.end(), more) == out.roots.end()) out.roots.push_back(more);
  return out;
}

Result<FoundAlembic> look_at_alembic(const std::string& ini, const EnvironmentValue& environment) {
  return look_at_env(TRY(place_of_env(ini)), environment);
}

FoundAlembic look_at_env(EnvPlace place, const EnvironmentValue& environment) {
  FoundAlembic out{.ini = std::move(place.ini), .env_file = std::move(place.file), .roots = std::move(place.roots)};
  const std::vector<std::string>& roots = out.roots;
  auto is_module = [&](const std::string& dotted) {
    return std::any_of(roots.begin(), roots.end(), [&](auto& root) { return is_module_in(root, dotted); });
  };
  auto env = read_alembic_env(out.env_file, is_module, environment);
  if (!env) {
    out.problems.push_back(std::move(env).error());
    return out;
  }
  out.env = *std::move(env);
  if (out.env->modules.empty() || !out.env->reason.empty()) return out;
  for (auto& root : roots) {
    if (!is_module_in(root, out.env->modules[0])) continue;
    out.models = "models:" + root + ':' + join(out.env->modules, ",") +
                 (out.env->attribute.empty() ? "" : ':' + out.env->attribute);
    break;
  }
  return out;
}

std::optional<FoundUrl> url_of(const FoundAlembic& alembic) {
  if (alembic.env && alembic.env->url)
    return FoundUrl{*alembic.env->url, "get_url() of " + alembic.env_file, alembic.env->url_origin};
  if (!alembic.ini.url.empty())
    return FoundUrl{alembic.ini.url, "sqlalchemy.url in " + alembic.ini.file, alembic.ini.url_origin};
  return {};
}

std::vector<FoundModels> find_models(const std::string& folder) { return Walk().run(folder.empty() ? "." : folder); }

// Not YAML, but the few lines of it that matter: services by their indent, image, ports and environment below them.
std::vector<FoundService> find_compose_services(const std::string& folder) {
  std::vector<FoundService> out;
  for (auto name : {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}) {
    const std::string path = path_in(folder, name);
    auto text = is_file(path) ? read_file(path) : Result<std::string>(Diag{});
    if (!text) continue;
    FoundService current;
    bool is_postgres = false, in_services = false;
    std::size_t service_indent = 0;
    auto finish = [&] {
      if (is_postgres && !current.port.empty()) out.push_back(current);
      current = {};
      is_postgres = false;
    };
    std::uint32_t number = 0;
    for (auto& line : split(*text, '\n')) {
      ++number;
      const std::string_view bare = trim(line);
      if (bare.empty() || bare.starts_with('#')) continue;
      const std::size_t indent = line.find_first_not_of(' ');
      if (indent == 0) {
        finish();
        in_services = bare == "services:";
        service_indent = 0;
        continue;
      }
      if (!in_services) continue;
      if (!service_indent) service_indent = indent;
      if (indent == service_indent) {
        finish();
        current.service = bare.substr(0, bare.find(':'));
        current.origin = {Symbol(path), number};
        continue;
      }
      auto value_of = [&](std::string_view key) -> std::string {
        const auto at = bare.find(key);
        if (at == bare.npos) return {};
        std::string_view value = trim(bare.substr(at + key.size()));
        if (!value.starts_with(':') && !value.starts_with('=')) return {};
        value = trim(value.substr(1));
        if (value.size() > 1 && (value[0] == '"' || value[0] == '\'')) value = value.substr(1, value.size() - 2);
        return std::string(value);
      };
      if (auto image = value_of("image"); image.find("postg") != image.npos || image.find("timescale") != image.npos ||
                                          image.find("pgvector") != image.npos)
        is_postgres = true;
      if (auto user = value_of("POSTGRES_USER"); !user.empty()) current.user = user;
      if (auto database = value_of("POSTGRES_DB"); !database.empty()) current.database = database;
      // "5433:5432", 127.0.0.1:5433:5432
      if (bare.starts_with('-'))
        if (const auto inner = bare.find(":5432"); inner != bare.npos) {
          const std::string_view before = bare.substr(0, inner);
          const auto begin = before.find_last_not_of("0123456789");
          current.port = std::string(before.substr(begin == before.npos ? 0 : begin + 1));
        }
    }
    finish();
  }
  return out;
}

}  // namespace trueup
