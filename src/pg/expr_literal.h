// What a literal's text means to a type, in one spelling: 'yes' is true, '1 day' is '24:00:00' is not.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "pg/expr_catalog.h"

namespace trueup {

struct LiteralValue {
  std::string text = {};
  bool raw = false;             // as good as could be done: equal texts are equal, unequal ones may be
  bool evaluated_once = false;  // 'now', 'today': means the moment at which it is read
};

// The value of a literal read by the input function of a type (not a domain).
LiteralValue literal_value(const TypeCatalog& types, TypeId type, std::string_view text);

// A number's one spelling: "1e3" → "1000", "+01.50" → "1.50" (the scale is kept). Empty: not a finite number.
std::string decimal(std::string_view text);
// The shortest text that reads back as the same double (or float).
std::optional<std::string> floating(std::string_view text, TypeId type);

// INTERVAL … DAY TO SECOND(3): the mask of its fields, which also says what a bare number counts, and its precision.
struct IntervalModifier {
  int fields = 0;  // 0: all
  int precision = 6;
};
IntervalModifier interval_modifier(const Type& type);
// Months, days, microseconds; empty when the text is not understood.
std::optional<std::string> interval_value(std::string_view text, IntervalModifier modifier);
// date, time, timetz, timestamp, timestamptz. A timestamptz without a zone depends on the session: raw.
LiteralValue moment_value(TypeId type, std::string_view text);
LiteralValue array_value(const TypeCatalog& types, TypeId element, std::string_view text);
LiteralValue range_value(const TypeCatalog& types, TypeId type, std::string_view text);
std::optional<std::string> jsonb_value(std::string_view text);

}  // namespace trueup
