// An expression as text: what SQLAlchemy's compiler writes for PostgreSQL in DDL, with literal values.
#include <cctype>
#include <charconv>

#include "base/text.h"
#include "model/quote.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// SQLAlchemy quotes a function's name only when it could not stand otherwise: func.NOW() stays NOW().
std::string function_name(const std::string& name) {
  for (char c : name)
    if (!(std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$')) return quote_identifier(name);
  return name;
}

// A TypeDecorator's process_bind_param() says what is written for a value.
Value bound(World& world, Value value, Value type) {
  static const Symbol process("process_bind_param"), literal("process_literal_param");
  Instance* decorator = type.as<Instance>();
  if (Class* cls = type.as<Class>(); cls && is_type(world, type)) decorator = type_instance(world, type, cls->origin()).as<Instance>();
  const TypeSpec* spec = decorator ? type_spec(world, decorator) : nullptr;
  if (!spec || spec->sort != TypeSort::decorator) return value;
  for (Symbol method : {literal, process}) {
    Class* owner = nullptr;
    if (!decorator->cls->find(method, &owner) || owner->is_native) continue;
    auto made = world.interp.attempt([&] {
      return world.interp.call(world.interp.get(decorator, method, value->origin()), {value, dialect_of(world)}, value->origin());
    }, value->origin());
    if (made && !is_clause(world, *made)) return *made;
  }
  return value;
}

struct Writer {
  World& world;
  SqlText out = {};
  int depth = 0;

  void fail(std::string reason, const Origin& at) {
    if (out.reason.empty()) out.reason = std::move(reason), out.origin = at;
  }

  std::string write(const Sql& sql);
  std::string operand(const Sql& sql, int outer) {
    const std::string text = write(sql);
    // Lists of the same operator need no parentheses; a comparison inside a comparison does.
    return sql.precedence <= outer ? '(' + text + ')' : text;
  }
  std::string joined(const std::vector<Sql*>& parts, std::string_view between) {
    std::string text;
    for (const Sql* part : parts) {
      if (!text.empty()) text += between;
      text += write(*part);
    }
    return text;
  }
  std::string literal(Value value, Value type, const Origin& at);
  std::string real(double value) {
    char buffer[64];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
  }
};

std::string Writer::literal(Value value, Value type, const Origin& at) {
  if (!value || py::is_none(value)) return "NULL";
  if (Opaque* opaque = unknown_in(value)) return fail(py::describe(*opaque), opaque->origin()), "";
  value = bound(world, value, type);
  if (Opaque* opaque = unknown_in(value)) return fail(py::describe(*opaque), opaque->origin()), "";
  if (is_enum_member(value)) {
    // An Enum column writes labels; elsewhere a member that is a text or number is just that.
    const TypeSpec* spec = type_spec(world, type);
    if (spec && spec->sort == TypeSort::enumeration) return quote_literal(enum_label(world, type, value));
    if (auto text = py::text_of(value)) return quote_literal(*text);
    if (auto number = py::integer_of(value)) return std::to_string(*number);
    return quote_literal(enum_label(world, type, value));
  }
  if (auto* boolean = value.as<py::Boolean>()) return boolean->value ? "true" : "false";
  if (auto number = py::integer_of(value)) return std::to_string(*number);
  if (auto* number = value.as<py::Real>()) return real(number->value);
  if (auto text = py::text_of(value)) return plain_literal(*text);
  if (auto* dict = value.as<py::Dict>(); dict && dict->size() == 0) return "'{}'";
  if (value.as<py::List>() || value.as<py::Tuple>()) {
    std::string text;
    for (Value element : py::sequence_of(value)) text += (text.empty() ? "" : ", ") + literal(element, type, at);
    return '(' + text + ')';
  }
  const std::string dotted = world.interp.dotted_name(value);
  fail("has a value whose SQL form is not known: " + (dotted.empty() ? world.interp.repr(value) : dotted), at);
  return "";
}

std::string Writer::write(const Sql& sql) {
  if (++depth > 400) return fail("is an expression that is nested too deeply", sql.origin), "";
  struct Leave { int& depth; ~Leave() { --depth; } } leave{depth};
  switch (sql.sort) {
    case Sql::Sort::text:
    case Sql::Sort::word: return sql.word;
    case Sql::Sort::name: return quote_identifier(sql.word);
    case Sql::Sort::literal: return literal(sql.value, sql.type, sql.origin);
    case Sql::Sort::column: {
      const std::string_view name = sql.column->name_text();
      if (name.empty()) fail("uses a column that never got a name", sql.origin);
      return quote_identifier(name);
    }
    case Sql::Sort::function: {
      std::string name;
      for (const std::string& part : split(sql.word, '.')) (name += name.empty() ? "" : ".") += function_name(part);
      return name + '(' + joined(sql.parts, ", ") + ')';
    }
    case Sql::Sort::binary:
      return operand(*sql.parts[0], sql.precedence) + ' ' + sql.word + ' ' + operand(*sql.parts[1], sql.precedence);
    case Sql::Sort::unary: return sql.word + operand(*sql.parts[0], sql.precedence);
    case Sql::Sort::suffix: return operand(*sql.parts[0], sql.precedence) + ' ' + sql.word;
    case Sql::Sort::list: {
      std::string text;
      for (const Sql* part : sql.parts) {
        if (!text.empty()) text += ' ' + sql.word + ' ';
        text += part->sort == Sql::Sort::list && part->word != sql.word ? '(' + write(*part) + ')' : write(*part);
      }
      return text;
    }
    case Sql::Sort::group: return '(' + joined(sql.parts, ", ") + ')';
    case Sql::Sort::array: return "ARRAY[" + joined(sql.parts, ", ") + ']';
    case Sql::Sort::coerced: return write(*sql.parts[0]);
    case Sql::Sort::extract: return "EXTRACT(" + sql.word + " FROM " + write(*sql.parts[0]) + ')';
    case Sql::Sort::cast: {
      TypeReading reading = read_type(world, sql.value, nullptr);
      if (!reading.known()) fail(reading.reason.empty() ? "casts to no type" : reading.reason, reading.origin);
      return "CAST(" + write(*sql.parts[0]) + " AS " + reading.type.spell() + ')';
    }
    case Sql::Sort::case_: {
      std::string text = "CASE";
      std::size_t i = sql.word.empty() ? 0 : 1;
      if (i) text += ' ' + write(*sql.parts[0]);
      for (; i + 1 < sql.parts.size(); i += 2) text += " WHEN " + write(*sql.parts[i]) + " THEN " + write(*sql.parts[i + 1]);
      if (sql.has_else) text += " ELSE " + write(*sql.parts.back());
      return text + " END";
    }
    case Sql::Sort::custom: {
      if (auto text = compiled(world, sql.value)) {
        if (!text->known()) fail(text->reason, text->origin);
        return text->text;
      }
      fail("is an SQL element that nothing says how to write: " + world.interp.dotted_name(world.interp.class_of(sql.value)), sql.origin);
      return "";
    }
    case Sql::Sort::unknown: fail(sql.word, sql.origin); return "";
  }
  return "";
}

}  // namespace

std::string plain_literal(std::string_view text) { return '\'' + replace_all(std::string(text), "'", "''") + '\''; }

SqlText write_sql(World& world, const Sql& sql) {
  Writer writer{.world = world};
  writer.out.text = writer.write(sql);
  return std::move(writer.out);
}

SqlText sql_text_of(World& world, Value value) {
  const py::Text* plain = value.as<py::Text>() ? value.as<py::Text>() : py::payload_of<py::Text>(value);
  return plain ? SqlText{.text = std::string(plain->view()), .origin = {}} : write_sql(world, *sql_of_text(world, value));
}

SqlText literal_text(World& world, Value value, Value type) {
  return write_sql(world, Sql{.sort = Sql::Sort::literal, .value = value, .type = type, .origin = origin_of(value)});
}

}  // namespace trueup::sqla
