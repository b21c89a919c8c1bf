// What `alembic.context` is to an env.py: the settings of its alembic.ini, and configure(), whose arguments are kept.
#pragma once
#include <string>
#include <vector>

#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

// The arguments of one context.configure(…); null where not given.
struct Configured {
  Value target_metadata = {}, include_object = {}, include_name = {}, include_symbol = {};
  Value include_schemas = {}, version_table = {}, version_table_schema = {};
  Opaque* unknown_args = nullptr;  // **kwargs of which nothing is known: may be any of them
  Origin origin = {};
};

// The settings that env.py may hand to configure(), by the names it has for them.
struct ConfigureSetting {
  std::string_view name;
  Value Configured::*member;
};
extern const std::vector<ConfigureSetting> configure_settings;

struct AlembicContext {
  std::string ini_file = {}, ini_folder = {}, ini_text = {};
  std::vector<Configured> configured = {};  // in the order of the calls
  std::vector<Configured> migrates = {};    // arguments of flask_migrate.Migrate(…), which env.py hands on by **
};

// `context` must outlive the world. After alembic.context and alembic.config.Config, 1.13.
void add_alembic(World& world, AlembicContext& context);

}  // namespace trueup::sqla
