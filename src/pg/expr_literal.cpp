#include "pg/expr_literal.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "pg/types.h"

namespace trueup {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool starts(std::string_view word, std::string_view text) { return !text.empty() && word.starts_with(text); }

std::optional<std::string> boolean(std::string_view given) {
  const std::string text = lower(trim(given));
  if (starts("true", text) || starts("yes", text) || text == "on" || text == "1") return "true";
  if (starts("false", text) || starts("no", text) || text == "off" || text == "of" || text == "0") return "false";
  return std::nullopt;
}

std::optional<std::string> integer(std::string_view given) {
  std::string_view text = trim(given);
  if (text.starts_with('+')) text.remove_prefix(1);
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return std::to_string(value);
}

std::optional<std::string> uuid(std::string_view given) {
  std::string out;
  for (const char c : lower(trim(given))) {
    if (c == '-' || c == '{' || c == '}') continue;
    if (!is_digit(c) && (c < 'a' || c > 'f')) return std::nullopt;
    out += c;
  }
  if (out.size() != 32) return std::nullopt;
  return out;
}

std::optional<std::string> bits(std::string_view text) {
  std::string out;
  if (text.starts_with('x') || text.starts_with('X')) {
    for (const char c : lower(text.substr(1))) {
      const int value = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (value < 0) return std::nullopt;
      for (int bit = 8; bit > 0; bit /= 2) out += (value & bit) ? '1' : '0';
    }
    return out;
  }
  if (text.starts_with('b') || text.starts_with('B')) text.remove_prefix(1);
  if (text.find_first_not_of("01") != text.npos) return std::nullopt;
  return std::string(text);
}

// Both input formats of bytea to hex.
std::optional<std::string> bytes(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out;
  if (text.starts_with("\\x")) {
    for (const char c : lower(text.substr(2))) {
      if (c == ' ' || c == '\n' || c == '\t') continue;
      if (!is_digit(c) && (c < 'a' || c > 'f')) return std::nullopt;
      out += c;
    }
    return out;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\\') {
      if (i + 1 < text.size() && text[i + 1] == '\\') {
        ++i;
      } else if (i + 3 < text.size() && is_digit(text[i + 1]) && is_digit(text[i + 2]) && is_digit(text[i + 3])) {
        byte = static_cast<unsigned char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + text[i + 3] - '0');
        i += 3;
      } else {
        return std::nullopt;
      }
    }
    out += hex[byte >> 4];
    out += hex[byte & 15];
  }
  return out;
}

// As lc_monetary = C or en_US write it. Another locale's text does not fit the pattern.
std::optional<std::string> money(std::string_view given) {
  std::string text = replace_all(replace_all(std::string(trim(given)), "$", ""), ",", "");
  if (text.starts_with('(') && text.ends_with(')')) text = '-' + text.substr(1, text.size() - 2);
  const std::string number = decimal(text);
  if (number.empty()) return std::nullopt;
  const std::size_t dot = number.find('.');
  const std::string scale = dot == number.npos ? "" : number.substr(dot + 1);
  if (scale.size() > 2) return std::nullopt;
  return number.substr(0, dot) + '.' + scale + std::string(2 - scale.size(), '0');
}

// Address and length of the network; a cidr may leave octets out, which is not read here.
std::optional<std::string> network(TypeId type, std::string_view given) {
  const std::string text(trim(given));
  const std::size_t slash = text.find('/');
  const std::string address = text.substr(0, slash);
  const bool v6 = address.find(':') != address.npos;
  unsigned char bytes[16];
  char out[INET6_ADDRSTRLEN];
  const int family = v6 ? AF_INET6 : AF_INET;
  if (inet_pton(family, address.c_str(), bytes) != 1 || !inet_ntop(family, bytes, out, sizeof out)) return std::nullopt;
  std::string length = slash == text.npos ? "" : text.substr(slash + 1);
  if (length.find_first_not_of("0123456789") != length.npos) return std::nullopt;
  const std::string full = v6 ? "128" : "32";
  if (length.empty()) length = full;
  return type == t_inet && length == full ? std::string(out) : std::string(out) + '/' + length;
}

std::optional<std::string> hardware(std::string_view given, std::size_t length) {
  std::string out;
  for (const char c : lower(trim(given))) {
    if (c == ':' || c == '-' || c == '.') continue;
    if (!is_digit(c) && (c < 'a' || c > 'f')) return std::nullopt;
    out += c;
  }
  if (out.size() != length) return std::nullopt;
  return out;
}

LiteralValue as_is(std::string_view text) { return {.text = std::string(text), .raw = true}; }

// Types whose output differs from their input in blanks and quotes above all: jsonpath, tsquery, hstore, points.
LiteralValue loosened(std::string_view text) {
  LiteralValue out{.raw = true};
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '"' && c != '\'') out.text += c;
  return out;
}

// (1,2) and 1,2; a box by its upper right and lower left corners.
LiteralValue corners(TypeId type, std::string_view text) {
  std::vector<std::string> numbers;
  for (const std::string& part : split(loosened(text).text, ',')) {
    std::string number;
    for (const char c : part)
      if (c != '(' && c != ')') number += c;
    const auto value = floating(number, t_float8);
    if (!value) return as_is(text);
    numbers.push_back(*value);
  }
  if (type == t_point && numbers.size() == 2) return {.text = join(numbers, ",")};
  if (type != t_box || numbers.size() != 4) return as_is(text);
  for (const std::size_t i : {0u, 1u})
    if (std::stod(numbers[i]) < std::stod(numbers[i + 2])) std::swap(numbers[i], numbers[i + 2]);
  return {.text = join(numbers, ",")};
}

LiteralValue words(std::string_view text) {  // tsvector: sorted and without duplicates
  std::vector<std::string> parts;
  for (const std::string& part : split(std::string(trim(text)), ' '))
    if (!part.empty()) parts.push_back(replace_all(part, "'", ""));
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return {.text = join(parts, " "), .raw = true};
}

}  // namespace

std::string decimal(std::string_view given) {
  std::string_view text = trim(given);
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) negative = text[0] == '-', text.remove_prefix(1);
  std::string digits, scale;
  std::size_t i = 0;
  while (i < text.size() && is_digit(text[i])) digits += text[i++];
  if (i < text.size() && text[i] == '.')
    for (++i; i < text.size() && is_digit(text[i]);) scale += text[i++];
  if (digits.empty() && scale.empty()) return {};
  int exponent = 0;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::string_view rest = text.substr(i + 1);
    if (rest.starts_with('+')) rest.remove_prefix(1);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
    if (error != std::errc() || exponent > 1000 || exponent < -1000) return {};
    i = static_cast<std::size_t>(end - text.data());
  }
  if (i != text.size()) return {};
  for (; exponent > 0; --exponent) {
    digits += scale.empty() ? '0' : scale[0];
    if (!scale.empty()) scale.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    scale.insert(scale.begin(), digits.empty() ? '0' : digits.back());
    if (!digits.empty()) digits.pop_back();
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) digits = "0";
  const bool zero = digits == "0" && scale.find_first_not_of('0') == scale.npos;
  return (negative && !zero ? "-" : "") + digits + (scale.empty() ? "" : '.' + scale);
}

std::optional<std::string> floating(std::string_view given, TypeId type) {
  std::string text = lower(trim(given));
  if (text.starts_with('+')) text.erase(0, 1);
  if (text == "nan") return "NaN";
  if (text == "inf" || text == "infinity") return "Infinity";
  if (text == "-inf" || text == "-infinity") return "-Infinity";
  const auto shortest = [&](auto value) -> std::optional<std::string> {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    char out[64];
    // Without an exponent, so that it can be told from an integer only by its type.
    return decimal(std::string_view(out, std::to_chars(out, out + sizeof out, value).ptr));
  };
  return type == t_float4 ? shortest(0.0f) : shortest(0.0);
}

LiteralValue literal_value(const TypeCatalog& types, TypeId type, std::string_view text) {
  const auto sure = [&](std::optional<std::string> value) -> LiteralValue {
    return value ? LiteralValue{.text = std::move(*value)} : as_is(text);
  };
  if (types.is_vague(type)) return as_is(text);
  if (types.element(type) != t_none && types.category(type) == 'A')
    return array_value(types, types.element(type), text);
  switch (type) {
    case t_char:
      return text.starts_with('\\') ? as_is(text) : LiteralValue{.text = std::string(text.substr(0, 1))};
    case t_text:
    case t_varchar:
    case t_bpchar:
    case t_name:
    case t_json:
    case t_refcursor:
    case t_xml:
    case t_unknown:
      return {.text = std::string(text)};
    case t_bool:
      return sure(boolean(text));
    case t_int2:
    case t_int4:
    case t_int8:
      return sure(integer(text));
    case t_oid:
      return text.find('-') == text.npos ? sure(integer(text)) : as_is(text);
    case t_numeric: {
      const std::string number = decimal(text);
      if (!number.empty()) return {.text = number};
      return sure(floating(text, t_float8));  // NaN, Infinity
    }
    case t_float4:
    case t_float8:
      return sure(floating(text, type));
    case t_uuid:
      return sure(uuid(text));
    case t_bit:
    case t_varbit:
      return sure(bits(text));
    case t_bytea:
      return sure(bytes(text));
    case t_money:
      return sure(money(text));
    case t_inet:
    case t_cidr:
      return sure(network(type, text));
    case t_macaddr:
      return sure(hardware(text, 12));
    case t_macaddr8:
      return sure(hardware(text, 16));
    case t_jsonb:
      return sure(jsonb_value(text));
    case t_interval:
      return sure(interval_value(text, {}));
    case t_date:
    case t_time:
    case t_timetz:
    case t_timestamp:
    case t_timestamptz:
      return moment_value(type, text);
    case t_tsvector:
      return words(text);
    case t_regtype:
      if (const auto parsed = parse_type(text)) return {.text = parsed->spell(), .raw = true};
      return as_is(text);
    case t_regconfig:
    case t_regdictionary:
      return {.text = replace_all(replace_all(std::string(text), "pg_catalog.", ""), "\"", "")};
    case t_jsonpath: {
      LiteralValue out = loosened(text);
      if (out.text.starts_with("lax")) out.text.erase(0, 3);
      out.text = replace_all(out.text, "<>", "!=");
      if (out.text.starts_with("(") && out.text.ends_with(")") && out.text.find(')') == out.text.size() - 1)
        out.text = out.text.substr(1, out.text.size() - 2);
      return out;
    }
    case t_point:
    case t_box:
      return corners(type, text);
    case t_tsquery:
    case t_line:
    case t_lseg:
    case t_path:
    case t_polygon:
    case t_circle:
      return loosened(text);
    default:
      break;
  }
  if (types.facts(type).sort == 'e' || type == t_ext_citext) return {.text = std::string(text)};
  if (types.facts(type).sort == 'r') return range_value(types, type, text);
  return types.is_extension(type) ? loosened(text) : as_is(text);
}

}  // namespace trueup
