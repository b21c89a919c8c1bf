// Packages that come with SQLAlchemy in most projects and whose names are SQLAlchemy's by another way.
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

void add_flask(Interpreter& interp);     // flask.cpp
void add_sqlmodel(Interpreter& interp);  // sqlmodel.cpp
void add_oslo(Interpreter& interp);      // mixins.cpp
void add_timestamp(py::ModuleWriter& module);

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

Value text_of_package(Call& call) { return call.need(0); }

// @aggregated("relationship", Column(…)): the column; the function below it says what keeps it up to date.
Value aggregated(Call& call) {
  return call.interp.function("aggregated", [](Call& inner) { return inner.function.as<py::NativeFunction>()->bound; }, "sqlalchemy_utils.aggregated", call.need(1, "column"));
}

void fill_utils(py::ModuleWriter& module) {
  fill_types_of(module);
  module.function("aggregated", aggregated);
  add_timestamp(module);
  module.function("force_auto_coercion", [](Call& c) { return c.interp.none(); }).function("i18n", text_of_package);
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

}  // namespace

// The package's own class that a column's type is of, if it is `base` or below.
static bool is_of(const Column& column, Class* base) {
  Class* of = column.type.as<Class>();
  if (Instance* instance = column.type.as<Instance>()) of = instance->cls;
  return of && base && of->is_subclass_of(base);
}

static void add_index(World& world, Table& table, Column& column, const std::string& name, std::string_view method) {
  for (Index* index : table.indexes)
    if (text_or(index->name) == name) return;
  Index* index = make_index(world, column.origin);
  index->name = world.interp.text(name);
  index->expressions.push_back(column.self);
  index->options.push_back({.value = world.interp.text(method), .name = Symbol("postgresql_using")});
  attach_index(world, table, *index);
}

void add_indexes_of_packages(World& world) {
  // Whether an argument of the column's type says no.
  auto refused = [&](const Column& column, std::string_view setting, bool otherwise) {
    Value said = column.type.as<Instance>() ? type_argument(world, column.type, setting) : Value();
    return is_given(said) ? !is_true(world.interp, said) : otherwise;
  };
  Class *vector = world.type_named("TSVectorType"), *shape = world.type_named("Geometry");
  for (std::size_t i = 0; i < world.metadatas.size(); ++i)
    for (std::size_t k = 0; k < world.metadatas[i]->tables.size(); ++k) {
      Table& table = *world.metadatas[i]->tables[k];
      for (Column* column : table.columns) {
        const std::string behind = table.name.str() + '_' + std::string(column->name_text());
        if (is_of(*column, shape) && !refused(*column, "spatial_index", false)) add_index(world, table, *column, "idx_" + behind, "gist");
        if (world.searchable == World::Searchable::no || !table.mapped || !is_of(*column, vector)) continue;
        if (!refused(*column, "auto_index", world.searchable == World::Searchable::without_indexes)) add_index(world, table, *column, "ix_" + behind, "gin");
      }
    }
}

void add_companions(Interpreter& interp) {
  for (auto name : {"geoalchemy2", "geoalchemy2.types", "pgvector", "pgvector.sqlalchemy", "citext", "sqlalchemy_json", "sqlalchemy_citext",
                    "alembic_utils"})
    interp.add_native(name, fill_types_of);
  interp.add_native("sqlalchemy_searchable", fill_searchable);
  for (auto name : {"sqlalchemy_utils", "sqlalchemy_utils.types", "sqlalchemy_utils.types.uuid", "sqlalchemy_utils.types.arrow", "sqlalchemy_utils.types.encrypted",
                    "sqlalchemy_utils.types.encrypted.encrypted_type", "sqlalchemy_utils.types.ts_vector", "sqlalchemy_utils.types.json", "sqlalchemy_utils.types.choice",
                    "sqlalchemy_utils.types.password", "sqlalchemy_utils.types.url", "sqlalchemy_utils.types.email", "sqlalchemy_utils.types.ltree", "sqlalchemy_utils.types.timezone",
                    "sqlalchemy_utils.functions", "sqlalchemy_utils.models", "sqlalchemy_utils.aggregates", "sqlalchemy_utils.observer", "sqlalchemy_utils.expressions"})
    interp.add_native(name, fill_utils);
  add_flask(interp);
  add_sqlmodel(interp);
  add_oslo(interp);
}

}  // namespace trueup::sqla
