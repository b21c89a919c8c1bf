// Packages that come with SQLAlchemy in most projects and whose names are SQLAlchemy's by another way.
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

void add_flask(Interpreter& interp);     // flask.cpp
void add_sqlmodel(Interpreter& interp);  // sqlmodel.cpp
void add_oslo(Interpreter& interp);      // mixins.cpp

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

void fill_utils(py::ModuleWriter& module) {
  fill_types_of(module);
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

void index_search_vectors(World& world) {
  if (world.searchable == World::Searchable::no) return;
  Class* vector = world.type_named("TSVectorType");
  for (Class* cls : std::vector<Class*>(world.mapped)) {
    Table* table = table_of(cls);
    if (!table) continue;
    for (Column* column : table->columns) {
      Value type = column->type;
      Class* of = type.as<Class>() ? type.as<Class>() : type.as<Instance>() ? type.as<Instance>()->cls : nullptr;
      if (!of || !vector || !of->is_subclass_of(vector)) continue;
      Value automatic = type.as<Instance>() ? type_argument(world, type, "auto_index") : Value();
      if (is_given(automatic) ? !is_true(world.interp, automatic) : world.searchable == World::Searchable::without_indexes) continue;
      const std::string name = "ix_" + table->name.str() + '_' + std::string(column->name_text());
      bool known = false;
      for (Index* index : table->indexes) known = known || text_or(index->name) == name;
      if (known) continue;
      Index* index = make_index(world, column->origin);
      index->name = world.interp.text(name);
      index->expressions.push_back(column->self);
      index->options.push_back({.value = world.interp.text("gin"), .name = Symbol("postgresql_using")});
      attach_index(world, *table, *index);
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
