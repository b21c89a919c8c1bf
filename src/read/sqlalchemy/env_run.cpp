#include "read/sqlalchemy/env_run.h"

#include <filesystem>

#include "base/file.h"
#include "python/ast.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {
namespace {

// Alembic's own name for it.
constexpr std::string_view module_name = "env_py";

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
    const bool is_positional = parameter->sort == ast::ParameterKind::positional || parameter->sort == ast::ParameterKind::positional_only;
    if (has_default || !is_positional) continue;
    args.push_back(interp.opaque("is known only when Alembic runs", at, parameter->name.str()));
  }
  (void)interp.attempt([&] { return interp.call(&function, args, at); }, at);
}

}  // namespace

EnvRun::EnvRun(const EnvPlace& place, const ModelsOptions& options)
    : place_(place), evaluation_(options_of(place, options), place.roots.empty() ? "." : place.roots.front(), Evaluation::Async::runs) {
  context_.ini_file = place.ini.file, context_.ini_folder = place.ini.folder;
  if (auto text = read_file(place.ini.file)) context_.ini_text = *std::move(text);
  add_alembic(world(), context_);
  // connection.run_sync(do_run_migrations): who takes a function of env.py is taken to call it.
  interp().on_unknown_call([this](const Opaque&, const Call& call) {
    for (Value arg : call.args)
      if (auto* function = arg.as<py::Function>(); function && function->definition && function->module->name == module_name)
        call_blindly(call.interp, *function, call.origin);
  });
}

Result<Nothing> EnvRun::run() {
  auto loaded = interp().import_file(place_.file, module_name);
  if (!loaded) return loaded.error();
  module_ = *loaded;
  if (context_.configured.empty()) run_functions();
  return ok();
}

// What nobody knows decided whether they are called, or they were handed to somebody unknown while the file was still read.
void EnvRun::run_functions() {
  std::vector<py::Function*> functions;
  for (auto& entry : module_->attrs)
    if (auto* function = entry.value.as<py::Function>(); function && function->definition && function->module == module_)
      functions.push_back(function);
  for (auto* function : functions)
    if (function->name.view().find("offline") == std::string_view::npos && context_.configured.empty() &&
        function->name.view().find("migrations") != std::string_view::npos)
      call_blindly(interp(), *function, {Symbol(place_.file)});
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
