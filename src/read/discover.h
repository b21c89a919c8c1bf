// What lies around in a project: its Alembic folder, its models, its database. For commands that were told nothing, and
// for `init`. Reads files only, and of a folder tree no more than a bounded part.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "read/alembic_env.h"
#include "read/alembic_ini.h"

namespace trueup {

// alembic.ini in `folder`, else those one folder below, else up to `deepest` below; sorted.
std::vector<std::string> find_alembic_inis(const std::string& folder, int deepest = 4);
// env.py files of Alembic, for projects that configure it without an alembic.ini; sorted.
std::vector<std::string> find_env_files(const std::string& folder);
// Of one of them; `top`: the folder that was searched.
EnvPlace place_of_env_file(const std::string& file, const std::string& top);

// An alembic.ini, and the env.py it leads to.
struct FoundAlembic {
  AlembicIni ini = {};
  std::string env_file = {};           // "backend/migrations/env.py"
  std::vector<std::string> roots = {};  // folders that env.py's imports start from
  std::optional<AlembicEnv> env = {};  // nothing when it could not be read
  Diags problems = {};                 // why not
  std::string models =
      {};  // the locator of target_metadata: "models:backend:app.db.base:Base"; "" when it could not be followed
};
// Errors: those of read_alembic_ini.
Result<EnvPlace> place_of_env(const std::string& ini);
FoundAlembic look_at_env(EnvPlace place, const EnvironmentValue& environment);
Result<FoundAlembic> look_at_alembic(const std::string& ini, const EnvironmentValue& environment);

// A database that a project names somewhere beside its environment variables.
struct FoundUrl {
  std::string url = {}, from = {};  // "get_url() of migrations/env.py", "sqlalchemy.url in alembic.ini"
  Origin origin = {};
};
std::optional<FoundUrl> url_of(const FoundAlembic& alembic);

// A folder that imports start from, with the files below it that declare models.
struct FoundModels {
  std::string folder = {};
  std::vector<std::string> modules = {};  // dotted, sorted
  bool is_truncated = false;              // the walk ended before the tree did
};
// Folders whose Python files hold DeclarativeBase, declarative_base, db.Model, SQLModel or registry.mapped. Steps over
// virtual environments, node_modules, tests, migrations and hidden folders. Most modules first.
std::vector<FoundModels> find_models(const std::string& folder);

// Ports at which services of a docker-compose file publish a PostgreSQL.
struct FoundService {
  std::string service = {}, port = {}, user = {}, database = {};
  Origin origin = {};
};
std::vector<FoundService> find_compose_services(const std::string& folder);

// Names that projects give to their database URL, in the order in which they are asked.
constexpr std::string_view url_variables[] = {"DATABASE_URL", "DB_URL", "SQLALCHEMY_DATABASE_URI"};

}  // namespace trueup
