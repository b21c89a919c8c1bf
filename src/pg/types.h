// PostgreSQL's type names: any spelling to the one canonical Type, and what changing one type into another costs.
#pragma once
#include <string_view>

#include "base/result.h"
#include "model/type.h"

namespace trueup {

// "int4", "varchar(20)", "timestamptz(3)", "national character varying (5)", "app.mood[]", "interval day to second(3)"
// … as format_type would name it: "integer", "character varying", … "numeric(10)" gets the modifier "10,0"; "char" the
// modifier "1", "bpchar" none; float(24) is "real". An unqualified unknown name keeps its schema empty: settle resolves
// it. A pg_catalog qualification is dropped. serial and its kin are refused: they are not types (see serial_base).
// Error: invalid-type.
Result<Type> parse_type(std::string_view text);

// The integer type behind serial, smallserial, bigserial, serial2, serial4, serial8; empty for any other text.
Type serial_base(std::string_view text);

// Whether format_type names a type of pg_catalog so ("integer", "timestamp with time zone", "jsonb", "\"char\"").
bool is_builtin_type(Symbol name);

// What ALTER COLUMN … TYPE does. Follows ATPrepAlterColumnType and the casts of PostgreSQL 15.
enum class TypeChange {
  same,
  in_place,  // no rewrite: binary coercible, or the modifier only grows (varchar(10) → text, numeric(8,2) → (10,2))
  rewrite,   // every row is written anew, no value can be lost or refused (int → bigint, timestamp → timestamptz)
  narrow,    // assignable, but rows may be refused or lose something (bigint → int, varchar(20) → varchar(10))
  needs_using,  // no assignment cast: USING is demanded (text → integer)
};
// User types are known by name only: equal names are the same, anything else needs USING — but for text and varchar,
// into which every type can be assigned.
TypeChange classify_change(const Type& have, const Type& want);
// After needs_using: whether `USING column::type` can work at all, and may refuse rows. No explicit cast: false.
bool has_explicit_cast(const Type& have, const Type& want);

}  // namespace trueup
