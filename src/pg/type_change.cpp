// What ALTER COLUMN … TYPE costs. Checked against relfilenode on PostgreSQL 15
// (tests/expressions/make_type_changes.py).
#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "pg/builtin.h"
#include "pg/types.h"

namespace trueup {
namespace {

// The built-in type behind a Type, or t_none for a user's.
TypeId builtin_of(const Type& type) {
  if (!type.schema.empty()) return t_none;
  const std::string_view word = type.name.view();
  if (word == "bpchar") return t_bpchar;
  if (word == "\"bit\"") return t_bit;
  if (word.starts_with("interval")) return t_interval;
  return builtin::type_shown(word);
}

bool is_string(TypeId type) { return builtin::types[type].category == 'S' && type != t_char; }

struct Numbers {
  bool given = false;
  int first = 0, second = 0;
};

Numbers numbers(Symbol modifier) {
  if (modifier.empty()) return {};
  const auto parts = split(modifier.view(), ',');
  Numbers out{.given = true};
  std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), out.first);
  if (parts.size() > 1) std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), out.second);
  return out;
}

bool is_text(TypeId type) { return type == t_text || type == t_varchar; }

// 0 for seconds, and so for an interval without fields, 5 for years.
int least_field(const Type& type) {
  static constexpr std::string_view fields[] = {"second", "minute", "hour", "day", "month", "year"};
  for (int i = 0; i < 6; ++i)
    if (type.name.view().ends_with(fields[i])) return i;
  return 0;
}

// The same type with another modifier.
TypeChange remodified(TypeId type, const Type& have, const Type& want) {
  const Numbers old_mod = numbers(have.modifier), new_mod = numbers(want.modifier);
  switch (type) {
    case t_numeric:
      if (!new_mod.given) return TypeChange::in_place;
      if (!old_mod.given) return TypeChange::narrow;
      if (new_mod.second == old_mod.second && new_mod.first >= old_mod.first) return TypeChange::in_place;
      return new_mod.second >= old_mod.second && new_mod.first - new_mod.second >= old_mod.first - old_mod.second
                 ? TypeChange::rewrite
                 : TypeChange::narrow;
    case t_bpchar:  // values are padded to the length
      if (!new_mod.given) return TypeChange::in_place;
      return old_mod.given && new_mod.first >= old_mod.first ? TypeChange::rewrite : TypeChange::narrow;
    case t_bit:  // an assignment demands the exact length
      return new_mod.given ? TypeChange::narrow : TypeChange::in_place;
    case t_interval: {  // interval_support: only the least field matters, and the precision only of seconds
      const int old_precision = old_mod.given ? old_mod.first : 6, new_precision = new_mod.given ? new_mod.first : 6;
      const int old_least = least_field(have), new_least = least_field(want);
      return new_least <= old_least && (old_least > 0 || new_precision >= old_precision) ? TypeChange::in_place
                                                                                         : TypeChange::narrow;
    }
    case t_time:
    case t_timetz:
    case t_timestamp:
    case t_timestamptz: {
      const int old_precision = old_mod.given ? old_mod.first : 6, new_precision = new_mod.given ? new_mod.first : 6;
      return new_precision >= old_precision ? TypeChange::in_place : TypeChange::narrow;
    }
    default:
      if (!new_mod.given) return TypeChange::in_place;
      return old_mod.given && new_mod.first >= old_mod.first ? TypeChange::in_place : TypeChange::narrow;
  }
}

// The most characters a value of the type is written with; 0: no bound worth knowing.
int widest(TypeId type) {
  switch (type) {
    case t_bool:
      return 5;
    case t_int2:
      return 6;
    case t_int4:
      return 11;
    case t_int8:
      return 20;
    case t_uuid:
      return 36;
    default:
      return 0;
  }
}

int digits(TypeId type) { return type == t_int2 ? 5 : type == t_int4 ? 10 : type == t_int8 ? 19 : 0; }

// To another type for which there is a cast that ALTER may use.
TypeChange by_cast(const builtin::CastRow& cast, const Type& have, const Type& want) {
  const TypeId source = cast.source, target = cast.target;
  if (cast.method == 'b') {
    if (want.modifier.empty() || (is_text(source) && is_text(target) && want.modifier == have.modifier))
      return TypeChange::in_place;
    if (is_text(source) && is_text(target)) return remodified(target, have, want);
    // The length of the new type is imposed on every row, even if all have it.
    const bool fits = !have.modifier.empty() && numbers(want.modifier).first >= numbers(have.modifier).first;
    return fits && target != t_bit ? TypeChange::rewrite : TypeChange::narrow;
  }
  if (target == t_numeric && digits(source) != 0) {
    const Numbers mod = numbers(want.modifier);
    return !mod.given || (mod.second >= 0 && mod.first - mod.second >= digits(source)) ? TypeChange::rewrite
                                                                                       : TypeChange::narrow;
  }
  const bool loses_bits = (target == t_float4 && source != t_int2) ||
                          (target == t_float8 && source != t_float4 && source != t_int2 && source != t_int4);
  if (loses_bits || cast.context == 'a') {
    const bool lossless = (source == t_jsonb && target == t_json) || (source == t_time && target == t_timetz);
    return lossless ? TypeChange::rewrite : TypeChange::narrow;
  }
  if (want.modifier.empty()) return TypeChange::rewrite;
  if (source == t_bpchar && target == t_varchar && !have.modifier.empty())
    return numbers(want.modifier).first >= numbers(have.modifier).first ? TypeChange::rewrite : TypeChange::narrow;
  if (source == t_date) return TypeChange::rewrite;
  const int had = have.modifier.empty() ? 6 : numbers(have.modifier).first;
  const bool temporal = builtin::types[target].category == 'D' || builtin::types[target].category == 'T';
  return temporal && numbers(want.modifier).first >= had ? TypeChange::rewrite : TypeChange::narrow;
}

TypeChange to_text(TypeId source, const Type& want) {
  if (want.name == "name" || want.name == "\"char\"") return TypeChange::narrow;
  if (want.modifier.empty()) return TypeChange::rewrite;
  const int most = widest(source);
  return most != 0 && numbers(want.modifier).first >= most ? TypeChange::rewrite : TypeChange::narrow;
}

}  // namespace

TypeChange classify_change(const Type& have, const Type& want) {
  if (have == want) return TypeChange::same;
  const TypeId source = builtin_of(have), target = builtin_of(want);
  if (have.array != want.array)
    return want.array || !is_string(target) ? TypeChange::needs_using : to_text(t_none, want);
  if (source == t_none || target == t_none) {
    if (source == t_none && target == t_none && have.schema == want.schema && have.name == want.name)
      return want.modifier.empty() ? TypeChange::in_place : TypeChange::narrow;
    return is_string(target) ? to_text(source, want) : TypeChange::needs_using;
  }
  TypeChange change = TypeChange::needs_using;
  if (source == target) {
    change = remodified(source, have, want);
  } else if (const builtin::CastRow* cast = builtin::cast(source, target); cast && cast->context != 'e') {
    change = by_cast(*cast, have, want);
  } else if (is_string(target) && !cast) {
    change = to_text(source, want);  // any type can be assigned to a string by its output function
  }
  // An array is taken apart and built anew unless nothing at all happens to its elements.
  if (have.array && change == TypeChange::in_place && !(source == target && want.modifier.empty()))
    return TypeChange::rewrite;
  return change;
}

bool has_explicit_cast(const Type& have, const Type& want) {
  if (classify_change(have, want) != TypeChange::needs_using) return true;
  const TypeId source = builtin_of(have), target = builtin_of(want);
  if (have.array && !want.array) return false;
  if (!have.array && want.array) return source != t_none && builtin::types[source].category == 'S';
  if (source == t_none || target == t_none) return source != t_none && builtin::types[source].category == 'S';
  return builtin::cast(source, target) != nullptr || builtin::types[source].category == 'S';
}

}  // namespace trueup
