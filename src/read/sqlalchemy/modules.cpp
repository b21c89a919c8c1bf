// Which Python modules have SQLAlchemy's names. All of its own share one namespace: a name means the same wherever it is
// imported from, and nobody is helped by knowing that `Index` is not to be had from sqlalchemy.types.
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

constexpr std::string_view top = "sqlalchemy";
constexpr std::string_view modules[] = {
    "schema", "types", "sql", "sql.schema", "sql.sqltypes", "sql.type_api", "sql.expression", "sql.functions", "sql.elements", "sql.base", "sql.operators",
    "sql.selectable", "sql.ddl", "sql.naming", "sql.compiler", "sql.dml", "sql.annotation", "sql.roles", "sql.visitors",
    "orm", "orm.decl_api", "orm.attributes", "orm.relationships", "orm.properties", "orm.mapper", "orm.base", "orm.interfaces", "orm.collections", "orm.decl_base",
    "orm.session", "orm.query", "orm.exc", "orm.util", "orm.events", "orm.instrumentation", "orm.descriptor_props", "orm.dynamic", "orm.scoping", "orm.strategy_options", "orm.state", "orm.evaluator", "orm.persistence", "orm.loading", "orm.writeonly", "orm.clsregistry",
    "ext", "ext.declarative", "ext.declarative.api", "ext.declarative.base", "ext.hybrid", "ext.mutable", "ext.associationproxy", "ext.orderinglist", "ext.compiler", "ext.automap", "ext.asyncio",
    "ext.indexable", "ext.serializer", "ext.baked", "ext.horizontal_shard", "ext.asyncio.session", "ext.asyncio.engine",
    "event", "events", "dialects", "dialects.postgresql", "dialects.postgresql.base", "dialects.postgresql.json", "dialects.postgresql.ranges", "dialects.postgresql.array",
    "dialects.postgresql.named_types", "dialects.postgresql.types", "dialects.postgresql.hstore", "dialects.postgresql.ext", "dialects.postgresql.dml", "dialects.postgresql.psycopg2", "dialects.postgresql.asyncpg",
    "exc", "util", "inspection", "engine", "engine.base", "engine.url", "engine.interfaces", "engine.default", "engine.reflection", "engine.result", "engine.row", "pool", "future", "log", "util.langhelpers", "testing", "testing.schema"};

Value other(Interpreter& interp, py::Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  World& world = world_of(interp);
  const std::string inner = module.name.str() + '.' + name.str();
  if (py::Module* known = interp.find_module(inner)) return known;
  for (std::string_view part : modules)
    if (inner == std::string(top) + '.' + std::string(part)) {
      auto loaded = interp.import(inner);
      return loaded ? Value(*loaded) : Value();
    }
  if (world.names) {
    if (Value shared = world.names->attrs.find(name)) return shared;
    // Every function has a class there, known to SQLAlchemy or not.
    if (module.name == "sqlalchemy.sql.functions") return interp.get(world.names->attrs.find(Symbol("func")), name, {});
  }
  return interp.opaque("is a part of SQLAlchemy that is not modelled", {}, inner);
}

// conv("name"), quoted_name("name", quote): texts that are told from plain ones.
Value text_construct(Call& call) {
  Value text = call.arg(0);
  if (unknown_in(text)) return text;
  Instance* made = call.interp.instance(*call.self.as<Class>(), call.origin);
  made->hold(text);
  return made;
}

void fill_all(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  world.names = &module.module();
  fill_expressions(module);
  fill_types(module);
  fill_compiles(module);
  fill_columns(module);
  fill_constraints(module);
  fill_tables(module);
  fill_orm(module);
  fill_declarative(module);
  fill_events(module);
  static const py::NativeType conv{.name = "conv", .construct = text_construct}, quoted_name{.name = "quoted_name", .construct = text_construct}, blank{.name = "_BlankSchema"};
  Class* text = module.interp().builtin("str");
  world.conv = &module.cls(conv, {text});
  module.cls(quoted_name, {text});
  world.quoted_none = module.interp().instance(module.cls(blank), {});
  // sqlalchemy.util's dicts, where nobody changes them.
  for (auto name : {"immutabledict", "frozendict", "OrderedDict"}) module.value(name, module.interp().builtin("dict"));
  module.value("BLANK_SCHEMA", world.quoted_none);
  module.value("__version__", module.interp().text(world.before_two() ? "1.4.54" : "2.0.40"));
  module.module().missing = other;
}

// A submodule: the shared names, and what is asked for beyond them.
void fill_part(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  if (!world.names) (void)module.interp().import(top);
  if (world.names)
    for (const auto& entry : world.names->attrs)
      if (!entry.name.view().starts_with("__")) module.module().attrs.set(entry.name, entry.value);
  module.module().missing = other;
}

}  // namespace

Class* World::type_named(std::string_view name) const { return names ? names->attrs.find(Symbol(name)).as<Class>() : nullptr; }

void add_sqlalchemy(Interpreter& interp, World& world) {
  interp.context = &world;
  interp.add_native(std::string(top), fill_all);
  for (std::string_view part : modules) interp.add_native(std::string(top) + '.' + std::string(part), fill_part);
  add_companions(interp);
}

}  // namespace trueup::sqla
