#pragma once
#include "model/expr.h"
#include "model/kind.h"
#include "model/type.h"
namespace trueup {
enum class Identity : std::uint8_t { none, always, by_default };
// How a key gets its numbers when nobody says `identity`.
enum class Serial : std::uint8_t {
  none,
  serial,  // SERIAL: a default from a sequence that the column owns
  any,     // SQLAlchemy's autoincrement: SERIAL, identity or any sequence will do
};
struct Column {
  Type type = {};
  bool nullable = true;
  Expr default_value = {};
  Serial serial = Serial::none;
  bool drawn = false;  // the application itself asks a sequence for each value: a default that does so is no difference
  Identity identity = Identity::none;
  Expr generated = {};
  bool generated_virtual = false;
  Symbol collation = {};      // "C", "app.german"; empty: the type's own
  std::int32_t position = 0;
  Symbol fill = {};           // SQL of the value that the application would have put in (a Python default)
  bool fill_per_row = false;  // … and that differs from row to row
};
template <>
const Kind& kind_of<Column>();
// DEFAULT NULL says what no default says; PostgreSQL keeps it for types with a modifier, as NULL::character varying.
inline bool has_default(const Column& column) { return column.default_value && !column.default_value.is_null(); }
// What PostgreSQL calls the sequence of a SERIAL column: t_id_seq.
Symbol serial_sequence_name(const Id& column);
// "integer not null default 0", as in CREATE TABLE; without the name.
std::string column_definition(const Column& column);
// column_violations.cpp: NULLs, and values that another type would refuse or cut.
std::vector<Violation> column_violations(const Change& change, const Model& want, int server_version);
}  // namespace trueup
