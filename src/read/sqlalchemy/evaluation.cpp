#include "read/sqlalchemy/evaluation.h"

#include <filesystem>

#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/dialects.h"
#include "read/sqlalchemy/installed.h"

namespace trueup::sqla {
namespace {

// A folder as one would type it here: relative to the working folder, or absolute where it lies elsewhere.
std::string shown_folder(const std::string& folder) {
  std::error_code failed;
  const std::filesystem::path here = std::filesystem::current_path(failed),
                              whole = std::filesystem::absolute(folder, failed).lexically_normal();
  std::string relative = whole.lexically_relative(here).string();
  while (relative.ends_with('/')) relative.pop_back();
  if (relative.empty() || relative.starts_with("..")) {
    std::string text = std::filesystem::path(folder).lexically_normal().string();
    while (text.size() > 1 && text.ends_with('/')) text.pop_back();
    return text;
  }
  return relative == "." ? std::string() : relative;
}

}  // namespace

Evaluation::Evaluation(const ModelsOptions& options, const std::string& root, Async async)
    : root_(root), interp(evaluator_options(options, async)), world(interp) {
  auto version_of = [&](std::string_view package) {
    for (auto& [name, value] : options.defines)
      if (name == std::string(package) + ".__version__") return parse_version(value);
    return pinned_version(root_, package);
  };
  world.sqlalchemy_version = version_of("sqlalchemy"), world.sqlmodel_version = version_of("sqlmodel");
  add_sqlalchemy(interp, world);
}

py::Options Evaluation::evaluator_options(const ModelsOptions& options, Async async) {
  py::Options out;
  out.runs_async = async == Async::runs;
  out.roots.push_back(root_);
  out.shown_root = shown_folder(root_);
  out.roots.insert(out.roots.end(), options.roots.begin(), options.roots.end());
  for (auto& [name, value] : options.environment) out.environment.emplace(name, value);
  for (auto& [name, value] : options.defines) out.defines.emplace(name, value);
  out.lacks = [this](const std::string& package) {
    if (!requirements_) requirements_.emplace(root_);
    return requirements_->lack(package);
  };
  out.matches = is_of_database;
  out.attribute_of = [this](const Opaque& of, Symbol attr) { return name_of_database(world, of, attr); };
  out.installed = installed_packages(root_, options.virtualenv);
  out.wants_installed = speaks_of_models;
  out.wants_bases = [this](const ast::ClassDef& cls, const std::vector<Value>& bases) { return looks_mapped(world, cls, bases); };
  return out;
}

}  // namespace trueup::sqla
