// SQLAlchemy's types: the classes projects see, and what PostgreSQL's type compiler makes of an instance of one.
#pragma once
#include <optional>
#include <span>

#include "model/type.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

// How PostgreSQL's type compiler writes a type.
enum class TypeSort : std::uint8_t {
  null,       // not said: a foreign key's target may say it
  fixed,      // one word, whatever the arguments
  sized,      // the word, and `length` in parentheses; may have a collation
  text,       // the word without its length; may have a collation
  numeric,    // precision and scale
  floating,   // precision
  timestamp,  // precision and timezone
  time,
  interval,
  bit,
  uuid,
  array,
  enumeration,
  domain,
  named,        // postgis: the word, `geometry_type` and `srid`; pgvector: the word and the dimension
  decorator,    // TypeDecorator: its impl
  user_defined,
  foreign,      // of another database
};
enum class Family : std::uint8_t { other, integer, numeric };

// The description of a type's class is its NativeType as well.
struct TypeSpec : py::NativeType {
  std::string_view base = {};
  TypeSort sort = TypeSort::fixed;
  std::string_view word = {};        // PostgreSQL's
  std::string_view parameters = {};  // names of positional arguments, separated by blanks
  Family family = Family::other;
};

// What few types have.
struct TypeExtras {
  Opaque* unknown = nullptr;  // *args or **kwargs of the call that are not known
  std::vector<std::pair<std::string, Value>> variants = {};  // with_variant(), by dialect
  std::optional<std::vector<std::string>> labels = {};       // of an Enum, once asked
};

// What stands behind an instance of a type.
struct TypeArgs {
  py::Span<Value> args = {};
  py::Span<py::Named> keywords = {};
  OnDemand<TypeExtras> extras = {};
};

struct EnumReading {
  std::vector<std::string> labels = {};
  std::string unknown = {};  // why the labels are not known
  std::string name = {};
  Symbol schema = {};
  bool native = true;
  bool create_constraint = false;
  Origin origin = {};
};

struct TypeReading {
  trueup::Type type = {};
  Symbol collation = {};
  bool is_null = false;  // NullType: nobody said
  Family family = Family::other;
  std::optional<EnumReading> enumeration = {};
  std::string reason = {};  // why it is not known; empty: it is
  Origin origin = {};
  bool known() const { return reason.empty() && !is_null; }
};

// `type` may be an instance, a class, None or nothing. `table`: whose schema an Enum inherits.
// Whether it is surely of SQLAlchemy's own and neither enumeration nor something that may turn out to be one.
bool is_plain_type(World& world, Value type);
TypeReading read_type(World& world, Value type, const Table* table);
bool is_type(World& world, Value value);  // a class or instance of a type
// SQLAlchemy's to_instance: a class becomes an instance without arguments.
Value type_instance(World& world, Value type, const Origin& at);
// A new instance of one of SQLAlchemy's own types.
Value make_type(World& world, std::string_view name, const std::vector<Value>& args, const std::vector<py::Named>& keywords, const Origin& at);
// An argument of a type by its name; null when it was not given.
Value type_argument(World& world, Value type, std::string_view name);
const TypeSpec* type_spec(World& world, Value type);
// The labels of an Enum; `unknown` gets the reason when they are not known.
std::vector<std::string> enum_labels(World& world, Value type, std::string& unknown);
// The label PostgreSQL knows a member of a Python enum by, in a column of this type.
std::string enum_label(World& world, Value type, Value member);
bool is_python_enum(Value cls);
bool is_enum_member(Value value);
std::span<const TypeSpec> type_specs();

}  // namespace trueup::sqla
