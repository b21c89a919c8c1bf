// @compiles: project functions that say how an element or a type of their own is written, called with a compiler for
// PostgreSQL that can write what they hand back to it.
#include "model/quote.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

Value register_compiler(Call& call) {
  World& world = world_of(call.interp);
  auto bound = py::sequence_of(call.function.as<py::NativeFunction>()->bound);
  Class* cls = bound[0].as<Class>();
  Value function = call.need(0, "fn");
  if (cls) {
    auto& known = world.compilers[cls];
    if (bound.size() == 1) known.emplace_back("", function);
    for (std::size_t i = 1; i < bound.size(); ++i) known.emplace_back(text_or(bound[i]), function);
  }
  return function;
}

Value compiles(Call& call) { return call.interp.function("compiles", register_compiler, "sqlalchemy.ext.compiler.compiles", call.interp.tuple(std::vector<Value>(call.args.begin(), call.args.end()))); }

SqlText write_any(World& world, Value value) {
  if (is_type(world, value)) {
    TypeReading reading = read_type(world, value, nullptr);
    return {.text = reading.type.spell(), .reason = reading.is_null ? "has no type" : reading.reason, .origin = reading.origin};
  }
  return sql_text_of(world, value);
}

Value process(Call& call) {
  SqlText text = write_any(world_of(call.interp), call.need(0, "obj"));
  return text.known() ? call.interp.text(text.text) : call.interp.opaque(text.reason, text.origin);
}

Value literal_value(Call& call) {
  SqlText text = literal_text(world_of(call.interp), call.need(0, "value"), call.arg(1, "type_"));
  return text.known() ? call.interp.text(text.text) : call.interp.opaque(text.reason, text.origin);
}

Value quoted(Call& call) {
  auto text = py::text_of(call.need(0, "ident"));
  return text ? call.interp.text(quote_identifier(*text)) : call.args[0];
}

Value format_table(Call& call) {
  Table* table = table_of(call.need(0, "table"));
  if (!table) return call.interp.opaque("is the name of a table that is not known", call.origin);
  return call.interp.text(quote_qualified(table->schema, table->name));
}

Value compiler_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  const std::string_view wanted = name.view();
  if (wanted == "dialect") return dialect_of(world_of(interp));
  if (wanted == "sql_compiler" || wanted == "preparer" || wanted == "type_compiler" || wanted == "type_compiler_instance" || wanted == "ddl_compiler" || wanted == "identifier_preparer")
    return &self;
  if (wanted.starts_with("visit_")) return interp.function(wanted, process);
  if (wanted.starts_with("__")) return {};
  return interp.opaque("is a part of SQLAlchemy's compiler that is not modelled", at, wanted);
}

Value dialect_missing(Interpreter& interp, Instance&, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  World& world = world_of(interp);
  if (name.view().starts_with("identifier_preparer") || name.view() == "ddl_compiler" || name.view() == "type_compiler") return interp.instance(*world.compiler, at);
  if (name.view().starts_with("supports_")) return interp.boolean(true);
  return interp.opaque("is a part of SQLAlchemy's dialect that is not modelled", at, name.view());
}

Value type_descriptor(Call& call) { return type_instance(world_of(call.interp), call.need(0, "typeobj"), call.origin); }

}  // namespace

Value dialect_of(World& world) {
  if (!world.dialect_instance) {
    Instance* made = world.interp.instance(*world.dialect, {});
    made->attrs.set(Symbol("name"), world.interp.text("postgresql"));
    made->attrs.set(Symbol("driver"), world.interp.text("psycopg2"));
    made->attrs.set(Symbol("paramstyle"), world.interp.text("pyformat"));
    made->attrs.set(Symbol("max_identifier_length"), world.interp.integer(63));
    world.dialect_instance = made;
  }
  return world.dialect_instance;
}

std::optional<SqlText> compiled(World& world, Value element) {
  Instance* instance = element.as<Instance>();
  if (!instance || world.compilers.empty()) return {};
  for (Class* cls : instance->cls->mro) {
    auto known = world.compilers.find(cls);
    if (known == world.compilers.end()) continue;
    Value function;
    for (auto& [dialect, code] : known->second)
      if (dialect == "postgresql") function = code;
    if (!function)
      for (auto& [dialect, code] : known->second)
        if (dialect.empty()) function = code;
    if (!function) continue;
    auto made = world.interp.attempt([&] { return world.interp.call(function, {element, world.interp.instance(*world.compiler, element->origin())}, element->origin()); }, element->origin());
    if (!made) return SqlText{.reason = "is written by a function that cannot be evaluated: " + made.error().message, .origin = made.error().origin};
    if (Opaque* opaque = unknown_in(*made)) return SqlText{.reason = py::describe(*opaque), .origin = opaque->origin()};
    auto text = py::text_of(*made);
    if (!text) return SqlText{.reason = "is written by a function that gives no text", .origin = element->origin()};
    return SqlText{.text = std::string(*text)};
  }
  return {};
}

void fill_compiles(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType compiler{.name = "SQLCompiler", .missing = compiler_missing};
  static const py::NativeType dialect{.name = "Dialect", .missing = dialect_missing};
  world.compiler = &module.cls(compiler);
  module.method(*world.compiler, "process", process).method(*world.compiler, "render_literal_value", literal_value);
  module.method(*world.compiler, "quote", quoted).method(*world.compiler, "quote_identifier", quoted).method(*world.compiler, "quote_schema", quoted);
  module.method(*world.compiler, "format_table", format_table);
  for (auto name : {"DDLCompiler", "IdentifierPreparer", "Compiled", "TypeCompiler"}) module.value(name, world.compiler);
  world.dialect = &module.cls(dialect);
  module.method(*world.dialect, "type_descriptor", type_descriptor);
  module.function("compiles", compiles);
}

}  // namespace trueup::sqla
