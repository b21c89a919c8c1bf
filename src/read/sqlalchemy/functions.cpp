// The functions that begin an expression: text(), func.x(), and_(), case(), cast(), literal() …
#include <unordered_set>

#include "base/text.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

struct FunctionName {  // func, func.schema, func.schema.lower
  std::string dotted = {};
};

Value raw_text(Call& call) {
  Value text = call.need(0, "text");
  World& world = world_of(call.interp);
  if (Opaque* opaque = unknown_in(text)) return make_clause(world, {.sort = Sql::Sort::unknown, .word = py::describe(*opaque)}, call.origin);
  if (py::Text* plain = text.as<py::Text>(); plain && plain->view().find("\\:") == std::string_view::npos) return make_text_clause(world, *plain, call.origin);
  // \: is how a colon is written that begins no parameter.
  return make_clause(world, {.sort = Sql::Sort::text, .word = replace_all(text_or(text), "\\:", ":"), .value = text}, call.origin);
}

Value column_name(Call& call) { return make_clause(world_of(call.interp), {.sort = Sql::Sort::name, .word = text_or(call.need(0, "text"))}, call.origin); }

Value literal(Call& call) {
  return make_clause(world_of(call.interp), {.sort = Sql::Sort::literal, .value = call.need(0, "value"), .type = call.arg(1, "type_")}, call.origin);
}

Value word(Call& call, std::string_view text) { return make_clause(world_of(call.interp), {.sort = Sql::Sort::word, .word = std::string(text)}, call.origin); }

Value list_of(Call& call, std::string_view between, int precedence) {
  World& world = world_of(call.interp);
  Sql sql{.sort = Sql::Sort::list, .word = std::string(between), .precedence = precedence};
  if (call.unknown_args) return make_clause(world, {.sort = Sql::Sort::unknown, .word = py::describe(*call.unknown_args)}, call.origin);
  for (Value part : call.args) sql.parts.push_back(sql_of_text(world, part));
  if (sql.parts.size() == 1) return make_clause(world, *sql.parts[0], call.origin);
  return make_clause(world, std::move(sql), call.origin);
}

Value not_(Call& call) {
  Value part = call.need(0, "clause");
  if (Instance* instance = part.as<Instance>(); instance && is_clause(world_of(call.interp), part))
    return clause_unary(call.interp, ast::UnaryOperator::invert, *instance, call.origin);
  return make_clause(world_of(call.interp), {.sort = Sql::Sort::unary, .word = "NOT ", .precedence = 5, .parts = {sql_of_text(world_of(call.interp), part)}}, call.origin);
}

Value cast(Call& call) {
  World& world = world_of(call.interp);
  return make_clause(world, {.sort = Sql::Sort::cast, .parts = {sql_of(world, call.need(0, "expression"), call.need(1, "type_"))}, .value = call.need(1, "type_")}, call.origin);
}

Value type_coerce(Call& call) {
  World& world = world_of(call.interp);
  Value type = call.need(1, "type_");
  return make_clause(world, {.sort = Sql::Sort::coerced, .parts = {sql_of(world, call.need(0, "expression"), type)}, .type = type}, call.origin);
}

Value extract(Call& call) {
  World& world = world_of(call.interp);
  return make_clause(world, {.sort = Sql::Sort::extract, .word = text_or(call.need(0, "field")), .parts = {sql_of(world, call.need(1, "expr"))}}, call.origin);
}

Value case_of(Call& call) {
  World& world = world_of(call.interp);
  Sql sql{.sort = Sql::Sort::case_};
  if (Value value = call.keyword("value"); is_given(value)) sql.word = "value", sql.parts.push_back(sql_of(world, value));
  auto whens = [&](Value pair) {
    auto two = py::sequence_of(pair);
    if (two.size() != 2) return;
    sql.parts.push_back(sql_of(world, two[0]));
    sql.parts.push_back(sql_of(world, two[1]));
  };
  for (Value arg : call.args) {
    if (auto* dict = arg.as<py::Dict>()) {
      for (const auto& entry : dict->entries)
        if (entry.key) sql.parts.push_back(sql_of(world, entry.key)), sql.parts.push_back(sql_of(world, entry.value));
    } else if (arg.as<py::List>()) {  // SQLAlchemy 1.x
      for (Value pair : py::sequence_of(arg)) whens(pair);
    } else whens(arg);
  }
  if (Value otherwise = call.keyword("else_")) sql.has_else = true, sql.parts.push_back(sql_of(world, otherwise));
  return make_clause(world, std::move(sql), call.origin);
}

Value group(Call& call, Sql::Sort sort) {
  World& world = world_of(call.interp);
  Sql sql{.sort = sort};
  Value first = call.arg(0);
  const bool one_list = call.size() == 1 && (first.as<py::List>() || first.as<py::Tuple>());
  for (Value part : one_list ? py::sequence_of(first) : call.args) sql.parts.push_back(sql_of(world, part));
  return make_clause(world, std::move(sql), call.origin);
}

// desc(x) is x.desc(): the first argument is the receiver. A str is the name of a column.
template <char const* method>
Value as_method(Call& call) {
  World& world = world_of(call.interp);
  Value element = call.need(0);
  if (auto name = py::text_of(element); name && !is_clause(world, element))
    element = make_clause(world, {.sort = Sql::Sort::name, .word = std::string(*name)}, call.origin);
  if (unknown_in(element)) return element;
  std::vector<Value> rest(call.args.begin() + 1, call.args.end());
  return call.interp.call(call.interp.get(element, Symbol(method), call.origin), rest, call.origin);
}

// ---- func -----------------------------------------------------------------------------------------------------------

Value function_get(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  auto* old = py::payload_of<FunctionName>(self);
  std::string part = name.str();
  if (part.size() > 1 && part.back() == '_') part.pop_back();  // func.any_ → any
  auto* made = interp.heap().make<FunctionName>();
  made->dotted = old && !old->dotted.empty() ? old->dotted + '.' + part : part;
  return interp.instance(*self.cls, at, made);
}

Value function_call(Call& call) {
  World& world = world_of(call.interp);
  auto* name = py::payload_of<FunctionName>(call.self);
  if (!name) return {};
  static const std::unordered_set<std::string_view> words = {"current_timestamp", "current_date", "current_time", "localtime",
                                                              "localtimestamp", "current_user", "session_user", "user", "sysdate"};
  if (words.contains(lower(name->dotted)) && call.size() == 0) return word(call, upper(name->dotted));
  if (call.unknown_args) return make_clause(world, {.sort = Sql::Sort::unknown, .word = py::describe(*call.unknown_args)}, call.origin);
  Sql sql{.sort = Sql::Sort::function, .word = name->dotted};
  for (Value part : call.args) sql.parts.push_back(sql_of(world, part));
  if (sql.word == "count" && sql.parts.empty()) sql.parts.push_back(sql_of_text(world, call.interp.text("*")));
  return make_clause(world, std::move(sql), call.origin);
}

// FunctionElement, GenericFunction and what projects derive from them: name(arguments), unless @compiles says otherwise.
void element_init(Call& call) {
  World& world = world_of(call.interp);
  Instance* self = call.self.as<Instance>();
  if (!self || !world.function || !self->cls->is_subclass_of(world.function)) return;
  static const Symbol name_name("name");
  Value name = call.interp.find(self, name_name, call.origin);
  if (!py::text_of(name)) return;
  for (Class* cls : self->cls->mro)
    if (world.compilers.contains(cls)) return;
  Sql sql{.sort = Sql::Sort::function, .word = text_or(name), .origin = call.origin};
  for (Value part : call.args) sql.parts.push_back(sql_of(world, part));
  py::set_payload(*self, call.interp.heap().make<Sql>(std::move(sql)));
}

Value clause_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (!py::payload_of<Sql>(self) && !py::payload_of<py::Text>(self)) return {};
  const Sql* sql = sql_of(world_of(interp), &self);
  const std::string_view wanted = name.view();
  if (wanted == "text" && sql->sort == Sql::Sort::text) return interp.text(sql->word);
  if (wanted == "name" || wanted == "key") return (sql->key.empty() ? interp.text(sql->word) : interp.text(sql->key));
  if (wanted == "type") return sql->type ? sql->type : interp.none();
  if (wanted == "clauses" || wanted == "columns") return interp.list({});
  if (wanted == "comparator") return &self;
  if (wanted == "is_clause_element") return interp.boolean(true);
  if (wanted.starts_with("_")) return {};
  return interp.opaque("is a part of an SQL expression that is not modelled", at, wanted);
}

Value clause_repr(Interpreter& interp, Instance& self) {
  SqlText text = write_sql(world_of(interp), *sql_of(world_of(interp), &self));
  return text.known() ? interp.text(text.text) : interp.opaque(text.reason, text.origin);
}

// bool(a == b): whether both are the same column; of anything else Python must not ask.
Value clause_truth(Interpreter& interp, Instance& self) {
  auto* sql = py::payload_of<Sql>(self);
  if (!sql || sql->sort != Sql::Sort::binary || (sql->word != "=" && sql->word != "!=")) return {};
  const bool same = sql->parts[0] == sql->parts[1] || (sql->parts[0]->column && sql->parts[0]->column == sql->parts[1]->column);
  return interp.boolean(same == (sql->word == "="));
}

constexpr char desc_name[] = "desc", asc_name[] = "asc", nullsfirst_name[] = "nullsfirst", nullslast_name[] = "nullslast", collate_name[] = "collate",
               between_name[] = "between";

}  // namespace

void fill_expressions(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType element{.name = "ColumnElement", .init = element_init, .missing = clause_missing, .subscript = clause_subscript,
                                      .binary = clause_binary, .compare = clause_compare, .unary = clause_unary, .truth = clause_truth, .repr = clause_repr, .str = clause_repr};
  static const py::NativeType function{.name = "FunctionElement", .init = element_init, .missing = clause_missing, .subscript = clause_subscript,
                                       .binary = clause_binary, .compare = clause_compare, .unary = clause_unary, .truth = clause_truth, .repr = clause_repr, .str = clause_repr};
  static const py::NativeType maker{.name = "_FunctionGenerator", .get = function_get, .call = function_call};
  world.clause = &module.cls(element);
  add_clause_methods(module, *world.clause);
  world.function = &module.cls(function, {world.clause});
  for (auto name : {"ClauseElement", "ColumnClause", "TextClause", "BinaryExpression", "BooleanClauseList", "BindParameter", "Grouping", "Executable", "UnaryExpression", "SQLColumnExpression", "ClauseList"})
    module.value(name, world.clause);
  for (auto name : {"GenericFunction", "ReturnTypeFromArgs", "AnsiFunction", "Function"}) module.value(name, world.function);
  Class& maker_class = module.cls(maker);
  module.value("func", module.interp().instance(maker_class, {}, module.interp().heap().make<FunctionName>()));
  module.value("modifier", module.interp().instance(maker_class, {}, module.interp().heap().make<FunctionName>()));
  module.function("text", raw_text).function("literal_column", raw_text).function("column", column_name);
  module.function("literal", literal).function("bindparam", [](Call& c) { return c.interp.opaque("is a bound parameter", c.origin); });
  module.function("null", [](Call& c) { return word(c, "NULL"); });
  module.function("true", [](Call& c) { return word(c, "true"); });
  module.function("false", [](Call& c) { return word(c, "false"); });
  module.function("and_", [](Call& c) { return list_of(c, "AND", 3); });
  module.function("or_", [](Call& c) { return list_of(c, "OR", 2); });
  module.function("not_", not_).function("cast", cast).function("try_cast", cast).function("type_coerce", type_coerce);
  module.function("extract", extract).function("case", case_of);
  module.function("tuple_", [](Call& c) { return group(c, Sql::Sort::group); });
  module.function("array", [](Call& c) { return group(c, Sql::Sort::array); });
  module.function("desc", as_method<desc_name>).function("asc", as_method<asc_name>);
  module.function("nullsfirst", as_method<nullsfirst_name>).function("nulls_first", as_method<nullsfirst_name>);
  module.function("nullslast", as_method<nullslast_name>).function("nulls_last", as_method<nullslast_name>);
  module.function("collate", as_method<collate_name>).function("between", as_method<between_name>);
}

}  // namespace trueup::sqla
