#include "read/sqlalchemy/find.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <set>

#include "base/file.h"
#include "base/text.h"

namespace trueup::sqla {

namespace {

std::string joined(const std::string& folder, const std::string& name) { return folder.empty() || folder == "." ? name : folder.ends_with('/') ? folder + name : folder + '/' + name; }

bool is_identifier(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), [](char c) { return c == '_' || (c & 0x80) || std::isalnum(static_cast<unsigned char>(c)); });
}

// Folders that hold no code of the project, or so much of somebody else's.
bool is_stepped_over(const std::string& folder, const std::string& name) {
  if (name.starts_with('.') || name == "__pycache__" || name == "node_modules" || name == "site-packages") return true;
  return is_file(joined(joined(folder, name), "pyvenv.cfg"));
}

using See = std::function<void(const std::string& path, const std::vector<std::string>& dotted)>;

// All modules below a folder. Links may lead in circles: a folder is walked once, by its own name where it has one.
class Walk {
 public:
  Walk(const std::string& root, See see) : see_(std::move(see)) {
    folder(root);
    while (!links_.empty()) {
      const auto [path, dotted] = links_.front();
      links_.pop_front();
      dotted_ = dotted;
      folder(path);
    }
  }

 private:
  void folder(const std::string& path) {
    if (dotted_.size() > 40 || !walked_.insert(identity_of(path)).second) return;
    for (const std::string& name : names_in(path)) {
      const std::string inner = joined(path, name);
      if (name.ends_with(".py")) {
        const std::string stem = name.substr(0, name.size() - 3);
        if (!is_identifier(stem)) continue;
        if (stem == "__init__") { if (!dotted_.empty()) see_(inner, dotted_); continue; }
        dotted_.push_back(stem);
        see_(inner, dotted_);
        dotted_.pop_back();
      } else if (is_identifier(name) && is_folder(inner) && !is_stepped_over(path, name)) {
        dotted_.push_back(name);
        if (is_link(inner)) links_.emplace_back(inner, dotted_);
        else folder(inner);
        dotted_.pop_back();
      }
    }
  }

  See see_;
  std::vector<std::string> dotted_;
  std::set<FileIdentity> walked_;
  std::deque<std::pair<std::string, std::vector<std::string>>> links_;
};

// `*` stands for a part of one name, `**` for any number of names.
bool matches(const std::vector<std::string>& name, std::size_t n, const std::vector<std::string>& pattern, std::size_t p) {
  if (p == pattern.size()) return n == name.size();
  if (pattern[p] == "**") {
    for (std::size_t skip = n; skip <= name.size(); ++skip)
      if (matches(name, skip, pattern, p + 1)) return true;
    return false;
  }
  return n < name.size() && matches_glob(name[n], pattern[p]) && matches(name, n + 1, pattern, p + 1);
}

// Whether a file that nobody named looks as if it declared tables.
bool looks_like_models(const std::string& path) {
  auto text = read_file(path);
  if (!text) return false;
  for (std::string_view word : {"__tablename__", "mapped_column", "declarative_base", "DeclarativeBase", "table=True", "__table__"})
    if (text->find(word) != std::string::npos) return true;
  if (text->find("sqlalchemy") != std::string::npos && (text->find("Table(") != std::string::npos || text->find("Column(") != std::string::npos)) return true;
  return text->find(".Model)") != std::string::npos && text->find("db.Column") != std::string::npos;
}

bool is_aside(const std::vector<std::string>& dotted) {
  for (const std::string& part : dotted)
    for (std::string_view aside : {"test", "tests", "testing", "migrations", "versions", "alembic", "conftest", "docs", "examples", "scripts", "setup", "build", "dist"})
      if (part == aside || part.starts_with("test_") || part.ends_with("_test")) return true;
  return false;
}

}  // namespace

Result<FoundModules> find_modules(const ModelsOptions& options) {
  FoundModules out;
  std::string path = options.path.empty() ? "." : options.path;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (is_file(path)) {
    // One file: imports start from the folder above its packages.
    const auto slash = path.rfind('/');
    std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
    std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    if (name.ends_with(".py")) name.resize(name.size() - 3);
    while (is_file(joined(folder, "__init__.py"))) {
      const auto up = folder.rfind('/');
      if (up == std::string::npos) {
        if (folder == ".") break;
        name = (name == "__init__" ? folder : folder + '.' + name), folder = ".";
        break;
      }
      const std::string package = folder.substr(up + 1);
      name = name == "__init__" ? package : package + '.' + name;
      folder = folder.substr(0, up);
    }
    for (const std::string& wanted : options.modules)
      if (wanted != name)
        return Diag{.code = "no-such-module", .message = path + " is one file, the module " + name + ", and " + wanted + " is not it",
                    .hint = "models:" + path + " reads the file; for other modules PATH is the folder that imports start from: models:" + folder + ':' + wanted};
    out.root = folder;
    out.names.push_back(name);
    return out;
  }
  if (!is_folder(path)) return Diag{.code = "no-such-path", .message = "there is no file or folder " + path, .hint = "models:PATH is the folder that imports start from, or one file"};
  out.root = path;
  if (options.modules.empty()) {
    out.looked_for = true;
    Walk(path, [&](const std::string& file, const std::vector<std::string>& name) {
      if (!is_aside(name) && looks_like_models(file)) out.names.push_back(join(name, "."));
    });
    if (out.names.empty()) return Diag{.code = "no-models", .message = "no module under " + path + " declares a table", .hint = "name the modules: models:" + path + ":app.models"};
  } else {
    for (const std::string& wanted : options.modules) {
      if (wanted.find('*') == std::string::npos) { out.names.push_back(wanted); continue; }
      const std::vector<std::string> pattern = split(wanted, '.');
      const std::size_t before = out.names.size();
      Walk(path, [&](const std::string&, const std::vector<std::string>& name) {
        if (matches(name, 0, pattern, 0)) out.names.push_back(join(name, "."));
      });
      if (out.names.size() == before) return Diag{.code = "no-such-module", .message = "no module under " + path + " matches " + wanted};
    }
  }
  std::vector<std::string> unique;
  for (std::string& name : out.names)
    if (std::find(unique.begin(), unique.end(), name) == unique.end()) unique.push_back(std::move(name));
  out.names = std::move(unique);
  return out;
}

}  // namespace trueup::sqla
