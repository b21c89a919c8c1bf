#include "read/sqlalchemy/installed.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/project_folders.h"

namespace trueup::sqla {

namespace {

std::vector<std::string> site_packages(const std::string& environment) {
  std::vector<std::string> out;
  if (!is_file(environment + "/pyvenv.cfg")) return out;
  for (const std::string& name : names_in(environment + "/lib"))
    if (const std::string folder = environment + "/lib/" + name + "/site-packages"; name.starts_with("python3") && is_folder(folder)) out.push_back(folder);
  return out;
}

// "from NAME", "import NAME" at the beginning of a line.
bool imports(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::string_view line = text.substr(0, at).substr(text.substr(0, at).rfind('\n') + 1);
    const std::size_t begin = line.find_first_not_of(" \t");
    const std::string_view word = begin == line.npos ? std::string_view() : line.substr(begin);
    if (word == "from " || word == "import ") return true;
  }
  return false;
}

// The name of what is called, or of what stands before [: mapped_column of orm.mapped_column(…).
std::string_view last_name(const ast::Expr* value) {
  if (auto* call = ast::as<ast::Call>(value)) return last_name(call->function);
  if (auto* subscript = ast::as<ast::Subscript>(value)) return last_name(subscript->value);
  if (auto* attribute = ast::as<ast::Attribute>(value)) return attribute->attr.view();
  auto* name = ast::as<ast::Name>(value);
  return name ? name->id.view() : std::string_view();
}

bool is_of_models(std::string_view name) {
  for (std::string_view one : {"Column", "mapped_column", "relationship", "Mapped", "deferred", "column_property", "declared_attr"})
    if (name == one) return true;
  return false;
}

bool says_mapped(const ast::Stmt* statement) {
  if (auto* assign = ast::as<ast::Assign>(statement))
    return is_of_models(last_name(assign->value)) ||
           std::any_of(assign->targets.begin(), assign->targets.end(), [](const ast::Expr* target) {
             const std::string_view name = last_name(target);
             return name == "__tablename__" || name == "__table__" || name == "__abstract__" || name == "__table_args__";
           });
  if (auto* annotated = ast::as<ast::AnnAssign>(statement)) return is_of_models(last_name(annotated->annotation));
  auto* function = ast::as<ast::FunctionDef>(statement);
  return function && std::any_of(function->decorators.begin(), function->decorators.end(), [](const ast::Expr* one) { return is_of_models(last_name(one)); });
}

}  // namespace

std::vector<std::string> installed_packages(const std::string& root, const std::string& virtualenv) {
  if (!virtualenv.empty()) return site_packages(virtualenv);
  std::vector<std::string> folders = folders_of_project(root.empty() ? "." : root);
  const std::string& top = folders.back();
  if (!is_folder(top + "/.git") && !is_file(top + "/.git")) folders.resize(1);  // nobody says where the project begins
  for (const std::string& folder : folders)
    for (std::string_view name : {".venv", "venv", "env"}) {
      std::vector<std::string> found = site_packages(std::filesystem::path(folder + '/' + std::string(name)).lexically_normal().string());
      if (!found.empty()) return found;
    }
  return {};
}

bool speaks_of_models(std::string_view dotted, std::string_view text) {
  if (is_without_columns(std::string(dotted) + '.')) return false;
  for (std::string_view name : {"sqlalchemy", "sqlmodel", "flask_sqlalchemy", "advanced_alchemy"})
    if (imports(text, name)) return true;
  return false;
}

bool looks_mapped(const World& world, const ast::ClassDef& cls, const std::vector<Value>& bases) {
  if (std::none_of(bases.begin(), bases.end(), [](Value base) { return base.as<Opaque>() && !makes_no_columns(*base.as<Opaque>()); })) return false;
  for (Value base : bases)
    if (Class* known = base.as<Class>())
      for (Class* root : {world.declarative_root, world.flask_model, world.sqlmodel})
        if (root && known->is_subclass_of(root)) return true;
  return std::any_of(cls.body.begin(), cls.body.end(), says_mapped);
}

Value name_of_database(World& world, const Opaque& of, Symbol attr) {
  const std::string_view name = of.name.view(), last = name.substr(name.rfind('.') + 1);
  if ((last != "db" && last != "DB") || attr == "Table" || attr == "MetaData" || attr.view().starts_with("__")) return {};
  if (!world.names) (void)world.interp.import("sqlalchemy");
  const Value found = world.names->attrs.find(attr);
  return found.as<Class>() || found.as<py::NativeFunction>() || attr == "func" ? found : Value();
}

std::string installed_that_was_read(const World& world) {
  std::vector<std::string> names;
  for (const py::Module* module : world.interp.installed_loaded()) names.push_back(module->name.str());
  if (names.empty()) return {};
  std::sort(names.begin(), names.end());
  const std::size_t all = names.size();
  constexpr std::size_t most = 5;
  if (all > most + 1) names.resize(most);
  return join(names, ", ") + (names.size() < all ? " and " + std::to_string(all - names.size()) + " others" : "") + " (" + join(world.interp.options().installed, ", ") + ')';
}

}  // namespace trueup::sqla
