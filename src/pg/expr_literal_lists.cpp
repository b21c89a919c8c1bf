// Literals of arrays and ranges: their members are literals of their own.
#include <charconv>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pg/expr_literal.h"

namespace trueup {
namespace {

struct Element {
  std::string text = {};
  bool quoted = false;
};

// Splits "a,b" with "…" quotes and backslashes, up to one of the closing marks; nested braces stay in one element.
std::optional<std::vector<Element>> elements(std::string_view text, std::string_view closing, std::size_t& at) {
  std::vector<Element> out;
  Element one;
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      one.quoted = true;
      if (depth > 0) one.text += c;
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') {
          if (depth > 0) one.text += text[at];
          ++at;
        }
        if (at < text.size()) one.text += text[at];
      }
      if (at >= text.size()) return std::nullopt;
      if (depth > 0) one.text += '"';
    } else if (depth == 0 && closing.find(c) != closing.npos) {
      out.push_back(std::move(one));
      return out;
    } else if (c == ',' && depth == 0) {
      out.push_back(std::exchange(one, {}));
    } else {
      if (c == '{') ++depth;
      if (c == '}') --depth;
      if (c == '\\' && ++at >= text.size()) return std::nullopt;
      if (!((c == ' ' || c == '\n') && (one.text.empty() || depth == 0))) one.text += text[at];
      else if (c == ' ' && !one.text.empty()) one.text += c;
    }
  }
  return std::nullopt;
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

std::string plus_one(const std::string& number) {
  long long value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return std::to_string(value + 1);
}

LiteralValue as_is(std::string_view text) { return {.text = std::string(text), .raw = true}; }

}  // namespace

LiteralValue array_value(const TypeCatalog& types, TypeId element, std::string_view given) {
  const std::string_view text = trim(given);
  if (!text.starts_with('{') || !text.ends_with('}')) return as_is(text);
  if (trim(text.substr(1, text.size() - 2)).empty()) return {.text = "{}"};
  std::size_t at = 1;
  const auto parts = elements(text, "}", at);
  if (!parts || at + 1 != text.size()) return as_is(text);
  LiteralValue out{.text = "{"};
  for (const Element& part : *parts) {
    if (out.text.size() > 1) out.text += ',';
    const std::string_view trimmed = part.quoted ? std::string_view(part.text) : trim(part.text);
    if (!part.quoted && lower(trimmed) == "null") {
      out.text += "NULL";
    } else if (!part.quoted && trimmed.starts_with('{')) {
      const LiteralValue inner = array_value(types, element, trimmed);
      out.text += inner.text;
      out.raw |= inner.raw;
    } else {
      const LiteralValue inner = literal_value(types, element, trimmed);
      append_quoted(out.text, inner.text);
      out.raw |= inner.raw;
    }
  }
  out.text += '}';
  return out;
}

// [1,9] of integers is [1,10); bounds of other types are only spelled alike.
LiteralValue range_value(const TypeCatalog& types, TypeId type, std::string_view given) {
  const std::string_view text = trim(given);
  if (lower(text) == "empty") return {.text = "empty"};
  const TypeId subtype = types.facts(type).base;
  if (text.size() < 3 || (text[0] != '[' && text[0] != '(')) return as_is(text);
  std::size_t at = 1;
  const auto parts = elements(text, "])", at);
  if (!parts || parts->size() != 2 || at + 1 != text.size()) return as_is(text);
  LiteralValue out;
  char open = text[0], close = text[at];
  std::string bounds[2];
  for (int i = 0; i < 2; ++i) {
    const Element& part = (*parts)[static_cast<std::size_t>(i)];
    if (part.text.empty() && !part.quoted) continue;
    const LiteralValue value = literal_value(types, subtype, part.text);
    bounds[i] = value.text;
    out.raw |= value.raw;
  }
  if (bounds[0].empty()) open = '(';
  if (bounds[1].empty()) close = ')';
  if (is_integer(types.base(subtype)) && !out.raw) {
    if (open == '(' && !bounds[0].empty()) bounds[0] = plus_one(bounds[0]), open = '[';
    if (close == ']') bounds[1] = plus_one(bounds[1]), close = ')';
    if (!bounds[0].empty() && bounds[0] == bounds[1]) return {.text = "empty"};
  }
  if (subtype == t_date && (close == ']' || (open == '(' && !bounds[0].empty()))) out.raw = true;
  out.text = open + bounds[0] + ',' + bounds[1] + close;
  return out;
}

}  // namespace trueup
