// What PostgreSQL itself declares: types, casts, operators and functions of pg_catalog and of the common extensions, as
// constant tables made by tools/make_pg_tables.py. Nothing is built at start-up.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "pg/builtin_types.h"

namespace trueup {

// A type as a number: a Builtin, or from first_user_type on a type of the model at hand (Catalog numbers those).
using TypeId = std::uint16_t;
constexpr TypeId first_user_type = 1000;
static_assert(builtin_type_count < first_user_type);

namespace builtin {

struct TypeRow {
  std::uint16_t shown;  // names + shown: format_type's word
  std::uint16_t name;   // typname
  char category;        // typcategory
  bool preferred;
  char sort;       // typtype: b d p r m
  TypeId element;  // of a true array
  TypeId array;
  TypeId base;  // of a domain; of a range its subtype
  bool extension;
};
struct CastRow {  // sorted by source, target
  TypeId source, target;
  char context;  // i implicit, a assignment, e explicit
  char method;   // f function, i input and output, b binary coercible
};
struct OperatorRow {  // sorted by the bytes of the name
  std::uint16_t name;
  TypeId left, right, result;  // left: t_none for a prefix operator
  bool extension;
  std::string_view view() const;
};
struct FunctionRow {  // sorted by the bytes of the name
  std::uint16_t name;
  std::uint16_t first;  // arguments + first
  std::uint8_t count;
  std::uint8_t defaults;
  TypeId result;
  TypeId variadic;  // element type of the last argument, or t_none; t_any for VARIADIC "any"
  char sort;        // f function, a aggregate, w window
  char volatility;  // i immutable, s stable, v volatile
  bool extension;
  std::string_view view() const;
};

struct ArgumentNames {  // of functions with defaults, which are called by them; sorted by row
  std::uint16_t row;    // functions + row
  std::uint16_t all;    // names + all: "years,months,weeks"
};

extern const char names[];
extern const TypeRow types[];  // builtin_type_count rows; row t_none is empty
extern const CastRow casts[];
extern const std::size_t cast_count;
extern const OperatorRow operators[];
extern const std::size_t operator_count;
extern const std::uint16_t arguments[];
extern const FunctionRow functions[];
extern const std::size_t function_count;
extern const ArgumentNames argument_names[];
extern const std::size_t argument_names_count;

inline std::string_view OperatorRow::view() const { return names + name; }
inline std::string_view FunctionRow::view() const { return names + name; }
inline std::string_view shown(TypeId type) { return names + types[type].shown; }

// t_none when no type is called so. By pg_type.typname ("int4", "_text") or by format_type's word ("integer").
TypeId type_named(std::string_view typname);
TypeId type_shown(std::string_view word);
const CastRow* cast(TypeId source, TypeId target);
std::span<const OperatorRow> operators_named(std::string_view name);
std::span<const FunctionRow> functions_named(std::string_view name);
std::string_view argument_names_of(const FunctionRow& row);  // comma-separated; "" when not kept

}  // namespace builtin
}  // namespace trueup
