#include "model/type.h"

#include <algorithm>

#include "model/quote.h"

namespace trueup {
namespace {

// format_type's words that are keywords and yet written without quotes. Names with a space ("double precision") and
// "char" with its quotes are recognised by these characters.
constexpr std::string_view bare[] = {"bigint", "bit",     "boolean", "character", "integer", "interval",
                                     "json",   "numeric", "real",    "smallint",  "time",    "timestamp"};

void append_name(std::string& out, std::string_view name) {
  if (name.find(' ') != name.npos || name.starts_with('"') ||
      std::binary_search(std::begin(bare), std::end(bare), name))
    out += name;
  else out += quote_identifier(name);
}

// Where the parentheses stand: "timestamp(3) with time zone", but "interval day to second(3)", "bit varying(5)".
void append_with_modifier(std::string& out, std::string_view name, std::string_view modifier) {
  std::size_t at = name.size();
  if (name.starts_with("timestamp ") || name.starts_with("time ")) at = name.find(' ');
  append_name(out, name);
  std::string parenthesised = '(' + std::string(modifier) + ')';
  out.insert(out.size() - (name.size() - at), parenthesised);
}

std::string spelled(const Type& type, bool with_schema) {
  std::string out;
  if (!type.schema.empty()) {
    if (with_schema) out += quote_identifier(type.schema.view()) + '.';
    out += quote_identifier(type.name.view());
    if (!type.modifier.empty()) out += '(' + type.modifier.str() + ')';
  } else if (type.modifier.empty()) {
    append_name(out, type.name.view());
  } else {
    append_with_modifier(out, type.name.view(), type.modifier.view());
  }
  if (type.array) out += "[]";
  return out;
}

}  // namespace

std::string Type::spell() const { return spelled(*this, schema != "public"); }

std::string Type::spell_qualified() const { return spelled(*this, true); }

}  // namespace trueup
