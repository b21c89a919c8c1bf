// Packages that come with SQLAlchemy in most projects and whose names are SQLAlchemy's by another way.
#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/packages.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

void add_flask(Interpreter& interp);     // flask.cpp
void add_sqlmodel(Interpreter& interp);  // sqlmodel.cpp

namespace {

Value other(Interpreter& interp, py::Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  if (py::Module* known = interp.find_module(module.name.str() + '.' + name.str())) return known;
  return interp.opaque("is a part of a package that is not modelled", {}, module.name.str() + '.' + name.str());
}

// Types (and whatever else SQLAlchemy's namespace has) under a package's own module.
void fill_types_of(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  if (!world.names) (void)module.interp().import("sqlalchemy");
  if (world.names)
    for (const auto& entry : world.names->attrs)
      if (!entry.name.view().starts_with("__")) module.module().attrs.set(entry.name, entry.value);
  module.module().missing = other;
}

// ---- sqlalchemy_searchable: triggers, which nobody compares, and an index on each vector ------------------------------

Value make_searchable(Call& call) {
  World& world = world_of(call.interp);
  Value options = call.keyword("options");
  Value automatic;
  if (auto* dict = options.as<py::Dict>())
    for (const auto& entry : dict->entries)
      if (entry.key && text_or(entry.key) == "auto_index") automatic = entry.value;
  world.searchable = is_given(automatic) && !is_true(call.interp, automatic) ? World::Searchable::without_indexes : World::Searchable::yes;
  return call.interp.none();
}

void fill_searchable(py::ModuleWriter& module) {
  fill_types_of(module);
  module.function("make_searchable", make_searchable);
}

// ---- sqlalchemy_continuum: a table of versions beside each class that asks for them -------------------------------------

void fill_continuum(py::ModuleWriter& module) {
  module.function("make_versioned", [](Call& call) {
    world_of(call.interp).unreadable.emplace_back("tables of versions, and one of transactions, are made by sqlalchemy_continuum.make_versioned()", call.origin);
    return call.interp.none();
  });
  module.module().missing = other;
}

bool is_at_hand(const Interpreter& interp, std::string_view package) {
  const py::Options& options = interp.options();
  const auto holds = [&](const std::string& folder) { return is_folder((folder.empty() ? "." : folder) + '/' + std::string(package)); };
  return std::any_of(options.roots.begin(), options.roots.end(), holds) || std::any_of(options.installed.begin(), options.installed.end(), holds);
}

// ---- alembic_utils: objects that migrations make, as SQL -----------------------------------------------------------------

struct Entity {
  const char* name;
  const char* sql;  // in which $schema, $signature … stand for what the call says
};
constexpr Entity entities[] = {
    {"PGExtension", "CREATE EXTENSION IF NOT EXISTS \"$signature\" WITH SCHEMA \"$schema\""},
    {"PGFunction", "CREATE FUNCTION \"$schema\".$signature $definition"},
    {"PGView", "CREATE VIEW \"$schema\".\"$signature\" AS $definition"},
    {"PGMaterializedView", "CREATE MATERIALIZED VIEW \"$schema\".\"$signature\" AS $definition"},
    {"PGTrigger", "CREATE TRIGGER \"$signature\" $definition"},
    {"PGPolicy", "CREATE POLICY \"$signature\" ON $on_entity $definition"},
};

Value declare_entity(Call& call) {
  World& world = world_of(call.interp);
  const std::string name = call.function.as<py::NativeFunction>()->name.str();
  const auto* entity = std::find_if(std::begin(entities), std::end(entities), [&](const Entity& one) { return name == one.name; });
  std::string sql = entity->sql;
  const bool on_table = sql.find("$on_entity") != sql.npos || name == "PGTrigger";
  constexpr const char* parts[] = {"schema", "signature", "on_entity", "definition"};
  int position = 0;
  for (const char* part : parts) {
    if (std::string_view(part) == "on_entity" && !on_table) continue;
    const Value given = call.arg(position++, part);
    if (sql.find('$' + std::string(part)) == sql.npos) continue;
    const auto text = py::text_of(given);
    if (!text) {
      world.unreadable.emplace_back("the " + std::string(part) + " of a " + name + " is not known" + (unknown_in(given) ? ": " + py::describe(*unknown_in(given)) : std::string()), call.origin);
      return call.interp.none();
    }
    sql = replace_all(sql, '$' + std::string(part), *text);
  }
  world.statements.push_back({{.text = sql, .origin = call.origin}, nullptr});
  return call.interp.none();
}

void fill_entities(py::ModuleWriter& module) {
  for (const Entity& entity : entities) module.function(entity.name, declare_entity);
  module.function("register_entities", [](Call& call) { return call.interp.none(); });
  module.module().missing = other;
}

}  // namespace

// The package's own class that a column's type is of, if it is `base` or below.
static bool is_of(const Column& column, Class* base) {
  Class* of = column.type.as<Class>();
  if (Instance* instance = column.type.as<Instance>()) of = instance->cls;
  return of && base && of->is_subclass_of(base);
}

static Index* add_index(World& world, Table& table, Column& column, const std::string& name, std::string_view method, Value of = {}) {
  for (Index* index : table.indexes)
    if (text_or(index->name) == name) return nullptr;
  Index* index = make_index(world, column.origin);
  index->name = world.interp.text(name);
  index->expressions.push_back(of ? of : Value(column.self));
  index->options.push_back({.value = world.interp.text(method), .name = Symbol("postgresql_using")});
  attach_index(world, table, *index);
  return index;
}

// geoalchemy2's: of a raster its hull is indexed, of a shape on request all dimensions.
static void add_spatial_index(World& world, Table& table, Column& column, bool raster, bool all_dimensions) {
  Interpreter& interp = world.interp;
  const std::string name = "idx_" + table.name.str() + '_' + std::string(column.name_text());
  Value hull;
  if (raster) hull = interp.call(interp.get(world.names->attrs.find(Symbol("func")), Symbol("ST_ConvexHull"), column.origin), {column.self}, column.origin);
  Index* index = add_index(world, table, column, name, "gist", hull);
  if (!index || !all_dimensions) return;
  py::Dict* classes = interp.dict();
  interp.dict_set(*classes, interp.text(column.name_text()), interp.text("gist_geometry_ops_nd"));
  index->options.push_back({.value = classes, .name = Symbol("postgresql_ops")});
}

void add_indexes_of_packages(World& world) {
  // Whether an argument of the column's type says no.
  auto refused = [&](const Column& column, std::string_view setting, bool otherwise) {
    Value said = column.type.as<Instance>() ? type_argument(world, column.type, setting) : Value();
    return is_given(said) ? !is_true(world.interp, said) : otherwise;
  };
  Class *vector = world.type_named("TSVectorType"), *shape = world.type_named("Geometry"), *raster = world.type_named("Raster");
  for (std::size_t i = 0; i < world.metadatas.size(); ++i)
    for (std::size_t k = 0; k < world.metadatas[i]->tables.size(); ++k) {
      Table& table = *world.metadatas[i]->tables[k];
      for (Column* column : table.columns) {
        const auto behind = [&] { return table.name.str() + '_' + std::string(column->name_text()); };
        const bool is_raster = is_of(*column, raster);
        if ((is_raster || is_of(*column, shape)) && !refused(*column, "spatial_index", false))
          add_spatial_index(world, table, *column, is_raster, !is_raster && !refused(*column, "use_N_D_index", true));
        if (world.searchable == World::Searchable::no || !table.mapped || !is_of(*column, vector)) continue;
        if (!refused(*column, "auto_index", world.searchable == World::Searchable::without_indexes)) add_index(world, table, *column, "ix_" + behind(), "gin");
      }
    }
}

void add_companions(Interpreter& interp) {
  // What a deployment says; the options are registered when a service starts.
  interp.add_native("oslo_config", [](py::ModuleWriter&) {});
  // Large packages that compute: read from a folder given by --root they would take long, and give models nothing.
  for (auto name : {"numpy", "pandas", "scipy", "pyarrow", "matplotlib", "sklearn", "torch", "tensorflow", "yaml", "ruamel", "boto3", "botocore", "kubernetes", "twisted", "sympy", "nltk", "cryptography"})
    interp.add_native(name, [](py::ModuleWriter&) {});
  for (auto name : {"geoalchemy2", "geoalchemy2.types", "pgvector", "pgvector.sqlalchemy", "citext", "sqlalchemy_citext"})
    interp.add_native(name, fill_types_of);
  for (auto name : {"alembic_utils", "alembic_utils.pg_extension", "alembic_utils.pg_function", "alembic_utils.pg_view", "alembic_utils.pg_materialized_view",
                    "alembic_utils.pg_trigger", "alembic_utils.pg_policy", "alembic_utils.replaceable_entity"})
    interp.add_native(name, fill_entities);
  // Its own source says it all, where it is there.
  if (!is_at_hand(interp, "sqlalchemy_continuum")) interp.add_native("sqlalchemy_continuum", fill_continuum);
  interp.add_native("sqlalchemy_searchable", fill_searchable);
  for (auto [name, source] : embedded::packages) interp.add_declared(std::string(name), source);
  add_flask(interp);
  add_sqlmodel(interp);
}

}  // namespace trueup::sqla
