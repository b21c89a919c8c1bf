// Which database and which models are meant: flags first, then trueup.toml, then what lies around. What was chosen, and
// from where, is said on stderr before anything is read.
#pragma once
#include "base/command.h"
#include "base/config.h"
#include "commands/sides.h"
#include "commands/variables.h"

namespace trueup {

struct Choice {
  std::string text;       // a locator
  std::string from = {};  // "--have", "trueup.toml", "DATABASE_URL in .env": for people
  bool named = true;      // false: merely discovered
  bool is_protected = false;
  std::string environment = {};
  std::optional<EnvPlace> env = {};  // of want: the env.py that led to it
  std::optional<Diag> partial = {};  // of want: why there may be more of it
};

// Errors: "nothing-to-compare", "unknown-environment", "unset-variable" (a ${NAME} that nobody sets).
Result<Choice> choose_have(const SourceFlags& flags, const Config& config, const Context& context);
Result<std::vector<Choice>> choose_want(const SourceFlags& flags, const Config& config, const Context& context);
// What env.py leads to, else the only models that lie around. Error: "nothing-to-compare" where there are none, or
// "several-models" with a locator for each. In choose_models.cpp, as choose_env is.
struct Discovery {
  std::vector<Choice> chosen = {};                      // where it is plain what is meant
  std::vector<std::vector<std::string>> offered = {};   // else the locators of each that could be
  Diag problem = {};
};
Discovery discover_models(const SourceFlags& flags, const Config& config, const Context& context);
Result<std::vector<Choice>> discover_want(const SourceFlags& flags, const Config& config, const Context& context);
// The env.py of the project that models are of: it says what Alembic compares. Several where nobody knows which of them
// counts.
std::vector<EnvPlace> choose_env(const std::vector<Choice>& want, const Config& config, const Context& context);
// env:NAME → the database URL of that environment; anything else as it is.
Result<Choice> resolve_environment(const std::string& locator, const Config& config, const Context& context);
// Where relative paths of a discovery start: beside trueup.toml, else where we are.
std::string project_folder(const Config& config, const Context& context);
// The alembic.ini that trueup.toml means, else those that lie around.
std::vector<std::string> alembic_inis(const Config& config, const Context& context);
EnvironmentValue lookup_in(const Variables& variables);
// A relative path in a locator of trueup.toml starts at that file's folder.
std::string locator_from(const std::string& folder, const std::string& locator);

}  // namespace trueup
