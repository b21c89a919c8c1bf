// Clause elements: operators and methods that build expressions out of columns, literals and functions.
#include "read/sqlalchemy/expressions.h"

#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// SQLAlchemy's operator precedence (sql/operators.py), where it matters for parentheses.
constexpr int precedence_or = 2, precedence_and = 3, precedence_collate = 4, precedence_compare = 5, precedence_add = 7, precedence_multiply = 8,
              precedence_subscript = 15;

Sql* keep(World& world, Sql sql) { return world.interp.heap().make<Sql>(std::move(sql)); }

Sql* unknown_sql(World& world, const Opaque& opaque) {
  return keep(world, {.sort = Sql::Sort::unknown, .word = py::describe(opaque), .origin = opaque.origin()});
}

// The type that literals on the other side of an operator take.
Value type_of(const Sql& sql) {
  if (sql.sort == Sql::Sort::column) return sql.column->type;
  if (sql.sort == Sql::Sort::cast || sql.sort == Sql::Sort::coerced) return sql.sort == Sql::Sort::cast ? sql.value : sql.type;
  return {};
}

Value clause(World& world, Sql sql, const Origin& at) { return make_clause(world, std::move(sql), at); }

}  // namespace

bool is_clause(World& world, Value value) {
  Instance* instance = value.as<Instance>();
  return instance && (py::payload_of<Sql>(value) || column_of(value) || (world.clause && instance->cls->is_subclass_of(world.clause)));
}

Sql* sql_of(World& world, Value value, Value like) {
  if (Opaque* opaque = unknown_in(value)) return unknown_sql(world, *opaque);
  if (auto* sql = py::payload_of<Sql>(value)) return sql;
  if (auto* text = py::payload_of<py::Text>(value)) return keep(world, {.sort = Sql::Sort::text, .word = std::string(text->view()), .origin = origin_of(value)});
  if (Column* column = column_of(value)) return keep(world, {.sort = Sql::Sort::column, .column = column, .origin = origin_of(value)});
  Instance* instance = value.as<Instance>();
  if (instance && world.clause && instance->cls->is_subclass_of(world.clause))
    return keep(world, {.sort = Sql::Sort::custom, .value = value, .origin = origin_of(value)});
  static const Symbol clause_element("__clause_element__");
  if (instance && instance->cls->find(clause_element)) {
    auto made = world.interp.attempt([&] { return world.interp.call(world.interp.get(value, clause_element, value->origin()), {}, value->origin()); }, value->origin());
    if (made && is_clause(world, *made)) return sql_of(world, *made, like);
  }
  if (!value || py::is_none(value)) return keep(world, {.sort = Sql::Sort::word, .word = "NULL"});
  if (auto* boolean = value.as<py::Boolean>()) return keep(world, {.sort = Sql::Sort::word, .word = boolean->value ? "true" : "false"});
  return keep(world, {.sort = Sql::Sort::literal, .value = value, .type = like, .origin = origin_of(value)});
}

Sql* sql_of_text(World& world, Value value) {
  Instance* instance = value.as<Instance>();
  if (auto text = py::text_of(value); text && !(instance && py::payload_of<Sql>(value)))
    return keep(world, {.sort = Sql::Sort::text, .word = std::string(*text), .origin = origin_of(value)});
  return sql_of(world, value);
}

Value make_text_clause(World& world, py::Text& text, const Origin& at) { return world.interp.instance(*world.clause, at, &text); }

Value make_clause(World& world, Sql sql, const Origin& at) {
  sql.origin = at;
  return world.interp.instance(*world.clause, at, keep(world, std::move(sql)));
}

Value sql_operator(World& world, std::string_view word, int precedence, Value left, Value right, const Origin& at) {
  Sql* l = sql_of(world, left);
  Sql* r = sql_of(world, right, type_of(*l));
  if (l->sort == Sql::Sort::literal) l->type = type_of(*r);
  return clause(world, {.sort = Sql::Sort::binary, .word = std::string(word), .precedence = precedence, .parts = {l, r}}, at);
}

Value clause_compare(const py::Comparison& comparison) {
  World& world = world_of(comparison.interp);
  using enum ast::CompareOperator;
  Value left = comparison.left, right = comparison.right;
  const bool with_none = py::is_none(right) || py::is_none(left);
  if (with_none && (comparison.op == equal || comparison.op == unequal)) {
    Value side = py::is_none(right) ? left : right;
    return clause(world, {.sort = Sql::Sort::suffix, .word = comparison.op == equal ? "IS NULL" : "IS NOT NULL", .precedence = precedence_compare,
                          .parts = {sql_of(world, side)}}, comparison.origin);
  }
  const char* word = nullptr;
  switch (comparison.op) {
    case equal: word = "="; break;
    case unequal: word = "!="; break;
    case less: word = "<"; break;
    case less_equal: word = "<="; break;
    case greater: word = ">"; break;
    case greater_equal: word = ">="; break;
    default: return {};
  }
  return sql_operator(world, word, precedence_compare, left, right, comparison.origin);
}

Value clause_binary(const py::Operation& operation) {
  World& world = world_of(operation.interp);
  using enum ast::Operator;
  auto list = [&](const char* word, int precedence) {
    return clause(world, {.sort = Sql::Sort::list, .word = word, .precedence = precedence, .parts = {sql_of(world, operation.left), sql_of(world, operation.right)}},
                  operation.origin);
  };
  auto binary = [&](const char* word, int precedence) { return sql_operator(world, word, precedence, operation.left, operation.right, operation.origin); };
  switch (operation.op) {
    case bitand_: return list("AND", precedence_and);
    case bitor_: return list("OR", precedence_or);
    case add: {
      // Texts are joined with ||, anything else is added.
      auto is_text = [&](Value value) {
        const Sql* sql = sql_of(world, value);
        if (sql->sort == Sql::Sort::literal) return py::text_of(sql->value).has_value();
        if (sql->sort == Sql::Sort::binary) return sql->word == "||";
        Class* text = world.type_named("String");
        Value type = type_of(*sql);
        Class* cls = type.as<Class>() ? type.as<Class>() : type.as<Instance>() ? type.as<Instance>()->cls : nullptr;
        return cls && text && cls->is_subclass_of(text);
      };
      return is_text(operation.left) || is_text(operation.right) ? binary("||", precedence_compare) : binary("+", precedence_add);
    }
    case sub: return binary("-", precedence_add);
    case mult: return binary("*", precedence_multiply);
    case div: return binary("/", precedence_multiply);
    case mod: return binary("%", precedence_multiply);
    case lshift: return binary("<<", precedence_add);
    case rshift: return binary(">>", precedence_add);
    default: return {};
  }
}

Value clause_unary(Interpreter& interp, ast::UnaryOperator op, Instance& self, const Origin& at) {
  World& world = world_of(interp);
  Sql* part = sql_of(world, &self);
  if (op == ast::UnaryOperator::minus) return clause(world, {.sort = Sql::Sort::unary, .word = "-", .precedence = precedence_multiply, .parts = {part}}, at);
  if (op != ast::UnaryOperator::invert) return {};
  // A comparison is turned round, as SQLAlchemy does; anything else gets NOT.
  static constexpr std::pair<std::string_view, std::string_view> opposites[] = {
      {"=", "!="}, {"!=", "="}, {"<", ">="}, {">=", "<"}, {">", "<="}, {"<=", ">"}, {"IS NULL", "IS NOT NULL"}, {"IS NOT NULL", "IS NULL"},
      {"IS", "IS NOT"}, {"IS NOT", "IS"}, {"IN", "NOT IN"}, {"NOT IN", "IN"}, {"LIKE", "NOT LIKE"}, {"ILIKE", "NOT ILIKE"}};
  if (part->sort == Sql::Sort::binary || part->sort == Sql::Sort::suffix)
    for (auto [word, opposite] : opposites)
      if (part->word == word) {
        Sql turned = *part;
        turned.word = opposite;
        return clause(world, turned, at);
      }
  return clause(world, {.sort = Sql::Sort::unary, .word = "NOT ", .precedence = precedence_compare, .parts = {part}}, at);
}

Value clause_subscript(Interpreter& interp, Instance& self, Value key, const Origin& at) {
  World& world = world_of(interp);
  Sql* left = sql_of(world, &self);
  if (key.as<py::Tuple>()) return clause(world, {.sort = Sql::Sort::unknown, .word = "is a path into JSON", .origin = at}, at);
  return clause(world, {.sort = Sql::Sort::binary, .word = "->", .precedence = precedence_subscript, .parts = {left, sql_of(world, key)}}, at);
}

namespace {

// ---- methods --------------------------------------------------------------------------------------------------------

Value suffix(Call& call, std::string word, int precedence) {
  World& world = world_of(call.interp);
  return clause(world, {.sort = Sql::Sort::suffix, .word = std::move(word), .precedence = precedence, .parts = {sql_of(world, call.self)}}, call.origin);
}
Value operate(Call& call, std::string_view word) {
  return sql_operator(world_of(call.interp), word, precedence_compare, call.self, call.need(0, "other"), call.origin);
}

Value in_list(Call& call, std::string_view word) {
  World& world = world_of(call.interp);
  Sql* left = sql_of(world, call.self);
  Value right = call.need(0, "other");
  auto elements = call.interp.elements(right, call.origin);
  if (elements.unknown) return clause(world, {.sort = Sql::Sort::unknown, .word = py::describe(*elements.unknown)}, call.origin);
  Sql group{.sort = Sql::Sort::group};
  for (Value element : elements.values) group.parts.push_back(sql_of(world, element, type_of(*left)));
  return clause(world, {.sort = Sql::Sort::binary, .word = std::string(word), .precedence = precedence_compare, .parts = {left, keep(world, group)}}, call.origin);
}

Value is_word(Call& call, const char* word) {
  World& world = world_of(call.interp);
  Value other = call.need(0, "other");
  if (py::is_none(other)) return suffix(call, std::string(word) + " NULL", precedence_compare);
  return sql_operator(world, word, precedence_compare, call.self, other, call.origin);
}

Value between(Call& call) {
  World& world = world_of(call.interp);
  Sql* left = sql_of(world, call.self);
  Sql* range = keep(world, {.sort = Sql::Sort::list, .word = "AND", .parts = {sql_of(world, call.need(0, "cleft"), type_of(*left)), sql_of(world, call.need(1, "cright"), type_of(*left))}});
  return clause(world, {.sort = Sql::Sort::binary, .word = "BETWEEN", .precedence = precedence_compare, .parts = {left, range}}, call.origin);
}

Value any_op(Call& call) {
  World& world = world_of(call.interp);
  Value made = call.interp.function("op", [](Call& inner) {
    auto pair = py::sequence_of(inner.function.as<py::NativeFunction>()->bound);
    return sql_operator(world_of(inner.interp), text_or(pair[1]), precedence_compare, pair[0], inner.need(0), inner.origin);
  }, "sqlalchemy.op", call.interp.tuple({call.self, call.need(0, "opstring")}));
  return (void)world, made;
}

Value label(Call& call) {
  World& world = world_of(call.interp);
  Sql copy = *sql_of(world, call.self);
  copy.key = Symbol(text_or(call.arg(0, "name")));
  return clause(world, copy, call.origin);
}

Value cast_to(Call& call) {
  World& world = world_of(call.interp);
  return clause(world, {.sort = Sql::Sort::cast, .parts = {sql_of(world, call.self)}, .value = call.need(0, "type_")}, call.origin);
}

Value collate(Call& call) {
  const std::string name = text_or(call.need(0, "collation"));
  return suffix(call, "COLLATE \"" + name + '"', precedence_collate);
}

Value with_pattern(Call& call, std::string_view before, std::string_view behind) {
  World& world = world_of(call.interp);
  Value other = call.need(0, "other");
  auto text = py::text_of(other);
  if (!text) return clause(world, {.sort = Sql::Sort::unknown, .word = "matches a pattern that is not a plain text"}, call.origin);
  // SQLAlchemy joins the pattern in SQL: c LIKE 'pre' || '%'.
  std::string pattern;
  if (!before.empty()) pattern = "'%' || ";
  pattern += plain_literal(*text);
  if (!behind.empty()) pattern += " || '%'";
  Sql* right = keep(world, {.sort = Sql::Sort::text, .word = pattern});
  return clause(world, {.sort = Sql::Sort::binary, .word = "LIKE", .precedence = precedence_compare, .parts = {sql_of(world, call.self), right}}, call.origin);
}

// col.any_(): ANY (col); col.any(x): x = ANY (col)
Value array_of(Call& call, const char* word) {
  World& world = world_of(call.interp);
  return clause(world, {.sort = Sql::Sort::unary, .word = std::string(word) + ' ', .parts = {keep(world, {.sort = Sql::Sort::group, .parts = {sql_of(world, call.self)}})}}, call.origin);
}
Value of_array(Call& call, const char* word) {
  World& world = world_of(call.interp);
  Value other = call.arg(0, "other");
  if (!other) return call.interp.opaque("is a question to a relationship", call.origin);
  return sql_operator(world, "=", precedence_compare, other, array_of(call, word), call.origin);
}

Value as_text(Call& call) {
  World& world = world_of(call.interp);
  Sql copy = *sql_of(world, call.self);
  if (copy.sort == Sql::Sort::binary && copy.word == "->") copy.word = "->>";
  return clause(world, copy, call.origin);
}

}  // namespace

void add_clause_methods(py::ModuleWriter& module, Class& cls) {
  struct Method { const char* name; py::NativeCode code; };
  static constexpr Method methods[] = {
      {"desc", [](Call& c) { return suffix(c, "DESC", precedence_and); }},
      {"asc", [](Call& c) { return suffix(c, "ASC", precedence_and); }},
      {"nullsfirst", [](Call& c) { return suffix(c, "NULLS FIRST", precedence_and - 1); }},
      {"nulls_first", [](Call& c) { return suffix(c, "NULLS FIRST", precedence_and - 1); }},
      {"nullslast", [](Call& c) { return suffix(c, "NULLS LAST", precedence_and - 1); }},
      {"nulls_last", [](Call& c) { return suffix(c, "NULLS LAST", precedence_and - 1); }},
      {"is_", [](Call& c) { return is_word(c, "IS"); }},
      {"isnot", [](Call& c) { return is_word(c, "IS NOT"); }},
      {"is_not", [](Call& c) { return is_word(c, "IS NOT"); }},
      {"is_distinct_from", [](Call& c) { return operate(c, "IS DISTINCT FROM"); }},
      {"is_not_distinct_from", [](Call& c) { return operate(c, "IS NOT DISTINCT FROM"); }},
      {"in_", [](Call& c) { return in_list(c, "IN"); }},
      {"notin_", [](Call& c) { return in_list(c, "NOT IN"); }},
      {"not_in", [](Call& c) { return in_list(c, "NOT IN"); }},
      {"like", [](Call& c) { return operate(c, "LIKE"); }},
      {"ilike", [](Call& c) { return operate(c, "ILIKE"); }},
      {"notlike", [](Call& c) { return operate(c, "NOT LIKE"); }},
      {"not_like", [](Call& c) { return operate(c, "NOT LIKE"); }},
      {"not_ilike", [](Call& c) { return operate(c, "NOT ILIKE"); }},
      {"regexp_match", [](Call& c) { return operate(c, "~"); }},
      {"match", [](Call& c) { return operate(c, "@@"); }},
      {"concat", [](Call& c) { return operate(c, "||"); }},
      {"has_key", [](Call& c) { return operate(c, "?"); }},
      {"contained_by", [](Call& c) { return operate(c, "<@"); }},
      {"overlap", [](Call& c) { return operate(c, "&&"); }},
      {"startswith", [](Call& c) { return with_pattern(c, "", "%"); }},
      {"endswith", [](Call& c) { return with_pattern(c, "%", ""); }},
      {"contains", [](Call& c) { return with_pattern(c, "%", "%"); }},
      {"any", [](Call& c) { return of_array(c, "ANY"); }},
      {"all", [](Call& c) { return of_array(c, "ALL"); }},
      {"any_", [](Call& c) { return array_of(c, "ANY"); }},
      {"all_", [](Call& c) { return array_of(c, "ALL"); }},
      {"between", between}, {"op", any_op}, {"bool_op", any_op}, {"label", label}, {"cast", cast_to}, {"collate", collate},
      {"self_group", [](Call& c) { return c.self; }}, {"unique_params", [](Call& c) { return c.self; }},
  };
  for (const Method& method : methods) module.method(cls, method.name, method.code);
  module.property(cls, "astext", as_text);
}

}  // namespace trueup::sqla
