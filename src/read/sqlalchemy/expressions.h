// SQL expressions built in Python: a small tree behind each clause element, written late (the columns in it get their
// names only when their class is mapped) and as SQLAlchemy's compiler writes it for PostgreSQL with literal values.
#pragma once
#include <optional>
#include <string>

#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

struct Sql {
  enum class Sort : std::uint8_t {
    text,       // as it stands: text(), literal_column()
    literal,    // a Python value
    column,     // a Column
    name,       // column("x"): an identifier
    function,   // word(parts…)
    word,       // CURRENT_TIMESTAMP, true, NULL
    binary,     // left word right
    unary,      // word part
    suffix,     // part word: DESC, IS NULL, COLLATE "C"
    list,       // parts joined by word: AND, OR, `,`
    group,      // (parts joined by comma)
    cast,       // CAST(part AS type)
    coerced,    // type_coerce(): part, whose literals are of `type`
    case_,      // whens and their values alternate, an else at the end
    extract,    // EXTRACT(word FROM part)
    array,      // ARRAY[parts]
    custom,     // an element of the project's own: @compiles says
    unknown,    // word: why
  };
  Sort sort = Sort::text;
  std::string word = {};
  int precedence = 100;
  std::vector<Sql*> parts = {};
  Value value = {};    // literal, cast's type, custom's instance, unknown's Opaque
  Column* column = nullptr;
  Value type = {};     // of a literal: that of the expression it is compared with
  bool has_else = false;
  Symbol key = {};  // name of a label(): what postgresql_ops calls it
  Origin origin = {};
};

// What the writing of an expression gave: text, or why there is none.
struct SqlText {
  std::string text = {};
  std::string reason = {};
  Origin origin = {};
  bool known() const { return reason.empty(); }
};

enum class Quote { ddl };  // column names without their table

SqlText write_sql(World& world, const Sql& sql);
// Any value as an expression: clause elements, columns, plain values as literals.
Sql* sql_of(World& world, Value value, Value like = {});
// A value where a str means SQL (CheckConstraint, postgresql_where) …
Sql* sql_of_text(World& world, Value value);
SqlText sql_text_of(World& world, Value value);
// … a Python value as a literal of the column's type.
SqlText literal_text(World& world, Value value, Value type);
// 'it''s', as SQLAlchemy writes texts: backslashes stand for themselves.
std::string plain_literal(std::string_view text);

// The Python object of an expression. Most are text("…"): behind those stands the text itself, and sql_of() makes the rest
// when somebody asks.
Value make_text_clause(World& world, py::Text& text, const Origin& at);
Value make_clause(World& world, Sql sql, const Origin& at);
bool is_clause(World& world, Value value);
Value sql_operator(World& world, std::string_view word, int precedence, Value left, Value right, const Origin& at);

// Hooks of everything that behaves as an expression: clause elements and columns.
Value clause_binary(const py::Operation& operation);
Value clause_compare(const py::Comparison& comparison);
Value clause_unary(Interpreter& interp, ast::UnaryOperator op, Instance& self, const Origin& at);
Value clause_subscript(Interpreter& interp, Instance& self, Value key, const Origin& at);
void add_clause_methods(py::ModuleWriter& module, Class& cls);  // .in_(), .desc(), .is_(), .op() …

// ---- @compiles ------------------------------------------------------------------------------------------------------

Value dialect_of(World& world);  // the PostgreSQL dialect, as load_dialect_impl() and friends get it
// What @compiles(…, "postgresql") or @compiles(…) of the element's class writes; nothing when there is none.
std::optional<SqlText> compiled(World& world, Value element);

}  // namespace trueup::sqla
