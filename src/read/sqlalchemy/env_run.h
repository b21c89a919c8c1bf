// An env.py, run far enough to know what it hands to context.configure().
#pragma once
#include "read/alembic_env.h"
#include "read/sqlalchemy/alembic_context.h"
#include "read/sqlalchemy/evaluation.h"

namespace trueup::sqla {

class EnvRun {
 public:
  // `options.path` is of no account; imports start from `place.roots` and `options.roots`.
  EnvRun(const EnvPlace& place, const ModelsOptions& options);
  // Errors: those of reading the file. What it could not run is in interp.diags().
  Result<Nothing> run();

  Interpreter& interp() { return evaluation_.interp; }
  World& world() { return evaluation_.world; }
  py::Module* module() { return module_; }
  const std::vector<Configured>& configured() const { return context_.configured; }
  // Somebody outside of the project was given the metadata, and may have called configure() in its stead.
  bool is_handed_over() const { return handed_over_; }
  // As a place is shown to people: relative to the working folder.
  Origin shown(Origin origin) const;

 private:
  void run_functions();
  void take_flask_settings();

  const EnvPlace place_;
  AlembicContext context_;
  Evaluation evaluation_;
  py::Module* module_ = nullptr;
  bool handed_over_ = false;
};

}  // namespace trueup::sqla
