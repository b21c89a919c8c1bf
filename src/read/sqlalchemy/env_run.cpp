#include "read/sqlalchemy/env_run.h"

#include <algorithm>
#include <filesystem>
#include <functional>

#include "base/file.h"
#include "python/ast.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {
namespace {

// Alembic's own name for it.
constexpr std::string_view module_name = "env_py";

bool is_metadata(Value value) { return py::payload_of<MetaData>(value) != nullptr; }

ModelsOptions options_of(const EnvPlace& place, ModelsOptions options) {
  std::vector<std::string> roots = place.roots;
  if (!roots.empty()) roots.erase(roots.begin());
  roots.insert(roots.end(), options.roots.begin(), options.roots.end());
  options.roots = std::move(roots);
  return options;
}

// Calls a function of the project with arguments of which nothing is known.
void call_blindly(Interpreter& interp, py::Function& function, const Origin& at) {
  std::vector<Value> args;
  std::size_t i = 0;
  for (auto* parameter : function.parameters) {
    const bool has_default = i < function.defaults.size() && function.defaults[i];
    ++i;
    const bool is_positional =
        parameter->sort == ast::ParameterKind::positional || parameter->sort == ast::ParameterKind::positional_only;
    if (has_default || !is_positional) continue;
    args.push_back(interp.opaque("is known only when Alembic runs", at, parameter->name.str()));
  }
  (void)interp.attempt([&] { return interp.call(&function, args, at); }, at);
}

// The files below a folder, with their dotted names: imports start from the nearest folder that is no package.
std::vector<std::pair<std::string, std::string>> files_of_python(const std::string& root) {
  constexpr std::size_t most = 20000;
  std::vector<std::pair<std::string, std::string>> out;
  std::function<void(const std::string&, const std::string&, int)> walk = [&](const std::string& folder,
                                                                              const std::string& dotted, int depth) {
    for (auto& name : names_in(folder)) {
      if (out.size() >= most || depth > 12) return;
      const std::string path = folder == "." ? name : folder + '/' + name;
      if (name.ends_with(".py")) {
        const std::string stem = name.substr(0, name.size() - 3);
        out.emplace_back(path, stem == "__init__" ? dotted : dotted.empty() ? stem : dotted + '.' + stem);
      } else if (!name.starts_with('.') && name != "node_modules" && name != "site-packages" && is_folder(path) &&
                 !is_file(path + "/pyvenv.cfg"))
        walk(path, dotted.empty() ? name : dotted + '.' + name, depth + 1);
    }
  };
  walk(root, "", 0);
  return out;
}

}  // namespace

EnvRun::EnvRun(const EnvPlace& place, const ModelsOptions& options)
    : place_(place),
      evaluation_(options_of(place, options), place.roots.empty() ? "." : place.roots.front(),
                  Evaluation::Async::runs) {
  context_.ini_file = place.ini.file, context_.ini_folder = place.ini.folder;
  if (auto text = read_file(place.ini.file)) context_.ini_text = *std::move(text);
  add_alembic(world(), context_);
  // connection.run_sync(do_run_migrations): who takes a function of env.py is taken to call it.
  interp().on_unknown_call([this](const Opaque&, const Call& call) {
    handed_over_ =
        handed_over_ || std::any_of(call.args.begin(), call.args.end(), is_metadata) ||
        std::any_of(call.keywords.begin(), call.keywords.end(), [](auto& each) { return is_metadata(each.value); });
    for (Value arg : call.args)
      if (auto* function = arg.as<py::Function>();
          function && function->definition && function->module->name == module_name)
        call_blindly(call.interp, *function, call.origin);
  });
}

Result<Nothing> EnvRun::run() {
  auto loaded = interp().import_file(place_.file, module_name);
  if (!loaded) return loaded.error();
  module_ = *loaded;
  if (context_.configured.empty()) run_functions();
  take_flask_settings();
  return ok();
}

// What nobody knows decided whether they are called, or they were handed to somebody unknown while the file was still
// read.
void EnvRun::run_functions() {
  std::vector<py::Function*> functions;
  for (auto& entry : module_->attrs)
    if (auto* function = entry.value.as<py::Function>();
        function && function->definition && function->module == module_)
      functions.push_back(function);
  for (auto* function : functions)
    if (function->name.view().find("offline") == std::string_view::npos && context_.configured.empty() &&
        function->name.view().find("migrations") != std::string_view::npos)
      call_blindly(interp(), *function, {Symbol(place_.file)});
}

// Flask-Migrate's env.py hands on what the application gave to Migrate(…), which most often is nothing that matters
// here. Where it may be, the module is run; what is said inside of a function of it stays unknown.
void EnvRun::take_flask_settings() {
  auto is_of_flask = [](const Configured& each) {
    return each.unknown_args && py::describe(*each.unknown_args).find("current_app.extensions") != std::string::npos;
  };
  if (std::none_of(context_.configured.begin(), context_.configured.end(), is_of_flask)) return;
  bool may_say = false;
  for (auto& [file, module] : files_of_python(place_.project)) {
    auto text = read_file(file);
    if (!text || text->find("flask_migrate") == text->npos) continue;
    const bool says = std::any_of(configure_settings.begin(), configure_settings.end(), [&](auto& setting) {
      return setting.name != "target_metadata" && text->find(setting.name) != text->npos;
    });
    if (!says) continue;
    may_say = true;
    // It may be loaded already, under the name that env.py's imports know it by.
    (void)interp().import(module);
  }
  if (may_say && context_.migrates.empty()) return;
  for (auto& each : context_.configured) {
    if (!is_of_flask(each)) continue;
    each.unknown_args = nullptr;
    for (auto& said : context_.migrates) {
      if (said.unknown_args) each.unknown_args = said.unknown_args;
      for (auto& [name, member] : configure_settings)
        if (said.*member && !(each.*member)) each.*member = said.*member;
    }
  }
}

Origin EnvRun::shown(Origin origin) const {
  std::error_code failed;
  const std::string here = std::filesystem::current_path(failed).string() + '/';
  std::string_view path = origin.file.view();
  if (path.starts_with(here)) path.remove_prefix(here.size());
  while (path.starts_with("./")) path.remove_prefix(2);
  origin.file = Symbol(path);
  return origin;
}

}  // namespace trueup::sqla
