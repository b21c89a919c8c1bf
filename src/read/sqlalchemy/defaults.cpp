#include "read/sqlalchemy/defaults.h"

#include "model/quote.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// Python's json.dumps, for the plain values that defaults are.
bool to_json(World& world, Value value, std::string& out, int depth = 0) {
  if (depth > 20) return false;
  if (!value || py::is_none(value)) return out += "null", true;
  if (auto* boolean = value.as<py::Boolean>()) return out += boolean->value ? "true" : "false", true;
  if (auto number = py::integer_of(value)) return out += std::to_string(*number), true;
  if (auto text = py::text_of(value)) return out += trueup::to_json(trueup::Value(std::string(*text))), true;
  if (auto* dict = value.as<py::Dict>()) {
    out += '{';
    bool first = true;
    for (const auto& entry : dict->entries) {
      if (!entry.key) continue;
      auto key = py::text_of(entry.key);
      if (!key) return false;
      out += (first ? "" : ", ") + trueup::to_json(trueup::Value(std::string(*key))) + ": ";
      first = false;
      if (!to_json(world, entry.value, out, depth + 1)) return false;
    }
    return out += '}', true;
  }
  if (value.as<py::List>() || value.as<py::Tuple>()) {
    out += '[';
    bool first = true;
    for (Value element : py::sequence_of(value)) {
      if (!first) out += ", ";
      first = false;
      if (!to_json(world, element, out, depth + 1)) return false;
    }
    return out += ']', true;
  }
  return false;
}

bool is_json(const trueup::Type& type) { return type.name == "json" || type.name == "jsonb"; }

Fill literal_fill(World& world, Value value, const Column& column, const trueup::Type& type) {
  if (is_json(type)) {
    std::string text;
    return to_json(world, value, text) ? Fill{quote_literal(text)} : Fill{};
  }
  if (type.array) {
    std::string text;
    for (Value element : py::sequence_of(value)) {
      auto word = py::text_of(element);
      auto number = py::integer_of(element);
      if (!word && !number) return {};
      text += (text.empty() ? "" : ",") + (word ? '"' + std::string(*word) + '"' : std::to_string(*number));
    }
    return value.as<py::List>() || value.as<py::Tuple>() ? Fill{quote_literal('{' + text + '}')} : Fill{};
  }
  if (value.as<py::Dict>() || value.as<py::List>()) return {};
  SqlText text = literal_text(world, value, column.type);
  return text.known() ? Fill{text.text} : Fill{};
}

// What a function's result would be, told by its name where the evaluator has no clock and no chance to give.
Fill by_name(std::string_view name, const trueup::Type& type) {
  auto has = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
  if (has("uuid4") || has("uuid1") || has("uuid7")) {
    if (type.name == "uuid") return {"gen_random_uuid()", true};
    if (type.name == "text" || type.name == "character varying" || type.name == "character")
      return {has("hex") ? "replace(gen_random_uuid()::text, '-', '')" : "gen_random_uuid()::text", true};
    return {};
  }
  if (has("utcnow") || has("datetime.now") || has("datetime.today") || has("date.today")) {
    if (type.name == "date") return {"current_date"};
    if (type.name == "timestamp without time zone") return {has("utcnow") || has("utc") ? "(now() AT TIME ZONE 'utc')" : "now()"};
    return {"now()"};
  }
  return {};
}

}  // namespace

SqlText server_default_of(World& world, const Column& column) {
  Value value = column.server_default;
  if (!is_given(value)) return {};
  if (Opaque* opaque = unknown_in(value)) return {.reason = py::describe(*opaque), .origin = opaque->origin()};
  if (Instance* instance = value.as<Instance>(); instance && instance->cls->is_subclass_of(world.fetched)) return {};
  if (is_clause(world, value)) {
    SqlText text = sql_text_of(world, value);
    // An expression needs parentheses where DEFAULT takes only a term.
    return text;
  }
  if (auto text = py::text_of(value)) return {.text = plain_literal(*text)};
  return literal_text(world, value, column.type);
}

Fill fill_of(World& world, const Column& column, const trueup::Type& type) {
  Value value = is_given(column.extras->insert_default) ? column.extras->insert_default : column.default_value;
  if (!is_given(value) || unknown_in(value)) return {};
  if (is_clause(world, value)) {
    SqlText text = sql_text_of(world, value);
    if (!text.known()) return {};
    const bool per_row = text.text.find("uuid") != std::string::npos || text.text.find("random") != std::string::npos || text.text.find("nextval") != std::string::npos;
    return {text.text, per_row};
  }
  const std::string dotted = world.interp.dotted_name(value);
  if (value.as<Class>()) {
    if (dotted.ends_with("dict")) return is_json(type) ? Fill{"'{}'"} : Fill{};
    if (dotted.ends_with("list")) return is_json(type) ? Fill{"'[]'"} : type.array ? Fill{"'{}'"} : Fill{};
    return {};
  }
  if (auto* function = value.as<py::Function>()) {
    for (std::size_t i = 0; i < function->parameters.size(); ++i)
      if (i >= function->defaults.size() || !function->defaults[i]) return {};  // it wants the execution's context
    auto made = world.interp.attempt([&] { return world.interp.call(value, {}, origin_of(value)); }, origin_of(value));
    if (!made) return {};
    if (Opaque* opaque = unknown_in(*made)) return by_name(opaque->name.view(), type);
    if (is_clause(world, *made)) return {};
    return literal_fill(world, *made, column, type);
  }
  if (value.as<py::NativeFunction>() || value.as<py::Method>() || value.as<py::ClassMethod>()) return by_name(dotted, type);
  return literal_fill(world, value, column, type);
}

}  // namespace trueup::sqla
