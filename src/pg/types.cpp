// Type names are read by hand: their grammar is small, and a schema has a hundred thousand of them.
#include "pg/types.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "model/quote.h"
#include "pg/builtin.h"
#include "pg/type_parts.h"

namespace trueup {
namespace {

Diag invalid(std::string_view text, std::string_view why) {
  return Diag{.code = "invalid-type", .message = "cannot read type " + quote_literal(text) + ": " + std::string(why)};
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The masks that the grammar puts into an interval's modifier.
struct Fields {
  int mask;
  std::string_view words;
};
constexpr int year = 4, month = 2, day = 8, hour = 1024, minute = 2048, second = 4096, all_fields = 32767;
constexpr Fields interval_fields[] = {
    {year, "year"},
    {month, "month"},
    {day, "day"},
    {hour, "hour"},
    {minute, "minute"},
    {second, "second"},
    {year | month, "year to month"},
    {day | hour, "day to hour"},
    {day | hour | minute, "day to minute"},
    {day | hour | minute | second, "day to second"},
    {hour | minute, "hour to minute"},
    {hour | minute | second, "hour to second"},
    {minute | second, "minute to second"},
};

using Modifiers = std::vector<std::string>;

Result<Type> interval(Modifiers modifiers, std::string_view text) {
  Type type{.name = Symbol("interval")};
  if (modifiers.empty()) return type;
  const auto mask = number(modifiers[0]);
  if (mask != all_fields) {
    const auto* fields = std::find_if(std::begin(interval_fields), std::end(interval_fields),
                                      [&](const Fields& f) { return mask == f.mask; });
    if (fields == std::end(interval_fields)) return invalid(text, "no such interval fields");
    type.name = Symbol("interval " + std::string(fields->words));
  }
  if (modifiers.size() > 1) {
    const auto precision = number(modifiers[1]);
    if (!precision || *precision < 0) return invalid(text, "the precision must be 0 to 6");
    type.modifier = Symbol(std::to_string(std::min(*precision, 6)));
  }
  return type;
}

// PostGIS reads the shape in any case and writes it so; a SRID below 1 is none, in place of which a geography has 4326.
// What says neither shape nor SRID says nothing.
std::string postgis_modifier(std::string_view name, const Modifiers& modifiers) {
  static constexpr std::string_view shapes[] = {"Geometry",       "Point",
                                                "LineString",     "Polygon",
                                                "MultiPoint",     "MultiLineString",
                                                "MultiPolygon",   "GeometryCollection",
                                                "CircularString", "CompoundCurve",
                                                "CurvePolygon",   "MultiCurve",
                                                "MultiSurface",   "PolyhedralSurface",
                                                "Triangle",       "Tin"};
  std::string shape = modifiers[0];
  const std::string wanted = lower(shape);
  for (const std::string_view known : shapes)
    for (const std::string_view suffix : {"", "Z", "M", "ZM"})
      if (wanted == lower(std::string(known) + std::string(suffix))) shape = std::string(known) + std::string(suffix);
  std::string srid = modifiers.size() > 1 ? modifiers[1] : "0";
  const bool none = srid == "0" || srid.starts_with('-');
  if (none && name == "geography") return shape + ",4326";
  if (none) return shape == "Geometry" ? std::string() : shape;
  return shape + ',' + srid;
}

Result<Type> with_modifiers(TypeId id, const Modifiers& modifiers, std::string_view text) {
  Type type{.name = Symbol(builtin::shown(id))};
  if (id == t_interval) return interval(modifiers, text);
  if (modifiers.empty()) {
    if (id == t_bpchar) type.name = Symbol("bpchar");
    if (id == t_bit) type.name = Symbol("\"bit\"");
    return type;
  }
  std::vector<int> values;
  for (const std::string& modifier : modifiers) {
    const auto value = number(modifier);
    if (!value) return invalid(text, "the modifier must be a number");
    values.push_back(*value);
  }
  if (values.size() > (id == t_numeric ? 2u : 1u)) return invalid(text, "too many modifiers");
  switch (id) {
    case t_numeric:
      if (values[0] < 1 || values[0] > 1000) return invalid(text, "the precision must be 1 to 1000");
      if (values.size() == 1) values.push_back(0);
      if (values[1] < -1000 || values[1] > 1000) return invalid(text, "the scale must be -1000 to 1000");
      type.modifier = Symbol(std::to_string(values[0]) + ',' + std::to_string(values[1]));
      return type;
    case t_time:
    case t_timetz:
    case t_timestamp:
    case t_timestamptz:
      if (values[0] < 0) return invalid(text, "the precision must be 0 to 6");
      type.modifier = Symbol(std::to_string(std::min(values[0], 6)));
      return type;
    case t_varchar:
    case t_bpchar:
    case t_bit:
    case t_varbit:
      if (values[0] < 1) return invalid(text, "the length must be at least 1");
      type.modifier = Symbol(std::to_string(values[0]));
      return type;
    default:
      return invalid(text, "this type takes no modifier");
  }
}

}  // namespace

Result<Type> make_type(const TypeParts& parts, std::string_view text) {
  if (parts.schema.empty() || parts.schema == "pg_catalog") {
    TypeId id = builtin::type_named(parts.name);
    const bool element = id != t_none && builtin::types[id].category == 'A' && parts.name.starts_with('_');
    if (element) id = builtin::types[id].element;
    if (id != t_none && !builtin::types[id].extension) {
      Type type = TRY(with_modifiers(id, parts.modifiers, text));
      type.array = parts.array || element;
      return type;
    }
    if (!parts.schema.empty()) return invalid(text, "pg_catalog has no such type");
  }
  Type type{.schema = Symbol(parts.schema), .name = Symbol(parts.name), .array = parts.array};
  if (parts.modifiers.empty()) return type;
  const bool postgis = parts.name == "geometry" || parts.name == "geography";
  type.modifier = Symbol(postgis ? postgis_modifier(parts.name, parts.modifiers) : join(parts.modifiers, ","));
  return type;
}

namespace {

struct Token {
  enum class Sort { end, word, quoted, number, text, mark } sort = Sort::end;
  std::string text = {};
  bool is(std::string_view word) const { return sort == Sort::word && text == word; }
  bool is(char mark) const { return sort == Sort::mark && text[0] == mark; }
  bool is_name() const { return sort == Sort::word || sort == Sort::quoted; }
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { next(); }

  Result<Type> read() {
    if (serial_base(text_).name != Symbol())
      return invalid(text_, "serial is not a type but an integer with a sequence");
    TypeParts parts;
    if (!keyword(parts)) {
      if (!token_.is_name()) return invalid(text_, "a name is expected");
      parts.name = take();
      while (accept('.')) {
        if (!token_.is_name()) return invalid(text_, "a name is expected after the dot");
        parts.schema = std::exchange(parts.name, take());
      }
      if (!modifiers(parts.modifiers)) return invalid(text_, "the modifier is not closed");
    }
    if (!failed_.empty()) return invalid(text_, failed_);
    if (accept("array")) parts.array = true;
    while (accept('[')) {
      parts.array = true;
      if (token_.sort == Token::Sort::number) next();
      if (!accept(']')) return invalid(text_, "a bracket is not closed");
    }
    if (token_.sort != Token::Sort::end)
      return invalid(text_, "something follows the type: " + quote_literal(token_.text));
    return make_type(parts, text_);
  }

 private:
  // The names that the grammar spells out; they are keywords only where they stand unquoted and unqualified.
  bool keyword(TypeParts& parts) {
    static const std::unordered_map<std::string_view, std::string_view> plain = {
        {"int", "int4"},        {"integer", "int4"},   {"smallint", "int2"},   {"bigint", "int8"},
        {"real", "float4"},     {"boolean", "bool"},   {"decimal", "numeric"}, {"dec", "numeric"},
        {"numeric", "numeric"}, {"varchar", "varchar"}};
    if (token_.sort != Token::Sort::word || after_dot()) return false;
    const std::string word = token_.text;
    if (const auto found = plain.find(word); found != plain.end()) {
      next();
      parts.name = found->second;
      if (!modifiers(parts.modifiers)) failed_ = "the modifier is not closed";
      return true;
    }
    if (word == "double") return next(), parts.name = "float8", need(accept("precision"), "double what?");
    if (word == "float") return next(), floating(parts);
    if (word == "national" || word == "nchar" || word == "character" || word == "char")
      return next(), characters(word, parts);
    if (word == "bit") return next(), bits(parts);
    if (word == "timestamp" || word == "time") return next(), temporal(word, parts);
    if (word == "interval") return next(), interval_fields_of(parts);
    return false;
  }

  bool need(bool met, std::string_view why) {
    if (!met) failed_ = why;
    return true;
  }

  bool floating(TypeParts& parts) {
    std::vector<std::string> given;
    modifiers(given);
    const int bits = given.empty() ? 53 : number(given[0]).value_or(0);
    parts.name = bits <= 24 ? "float4" : "float8";
    return need(bits >= 1 && bits <= 53, "the precision must be 1 to 53");
  }

  bool characters(std::string_view word, TypeParts& parts) {
    if (word == "national" && !accept("character")) need(accept("char"), "national what?");
    const bool varying = accept("varying");
    parts.name = varying ? "varchar" : "bpchar";
    need(modifiers(parts.modifiers), "the modifier is not closed");
    if (!varying && parts.modifiers.empty()) parts.modifiers = {"1"};
    return true;
  }

  bool bits(TypeParts& parts) {
    const bool varying = accept("varying");
    parts.name = varying ? "varbit" : "bit";
    need(modifiers(parts.modifiers), "the modifier is not closed");
    if (!varying && parts.modifiers.empty()) parts.modifiers = {"1"};
    return true;
  }

  bool temporal(std::string_view word, TypeParts& parts) {
    need(modifiers(parts.modifiers), "the modifier is not closed");
    const bool with = accept("with");
    if (with || accept("without")) need(accept("time") && accept("zone"), "time zone is expected");
    parts.name = std::string(word) + (with ? "tz" : "");
    return true;
  }

  bool interval_fields_of(TypeParts& parts) {
    parts.name = "interval";
    std::string words;
    while (token_.sort == Token::Sort::word && token_.text != "array") words += (words.empty() ? "" : " ") + take();
    int mask = all_fields;
    for (const Fields& fields : interval_fields)
      if (fields.words == words) mask = fields.mask;
    need(words.empty() || mask != all_fields, "no such interval fields");
    std::vector<std::string> precision;
    need(modifiers(precision), "the modifier is not closed");
    if (mask != all_fields || !precision.empty()) parts.modifiers = {std::to_string(mask)};
    if (!precision.empty()) parts.modifiers.push_back(precision[0]);
    return true;
  }

  bool modifiers(std::vector<std::string>& out) {
    if (!accept('(')) return true;
    while (token_.sort != Token::Sort::end) {
      std::string value;
      if (accept('-')) value = "-";
      if (!accept('+')) {
      }
      value += take();
      out.push_back(value);
      if (accept(')')) return true;
      if (!accept(',')) return false;
    }
    return false;
  }

  bool after_dot() {
    std::size_t i = at_;
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\n')) ++i;
    return i < text_.size() && text_[i] == '.';
  }

  bool accept(std::string_view word) {
    if (!token_.is(word)) return false;
    next();
    return true;
  }
  bool accept(char mark) {
    if (!token_.is(mark)) return false;
    next();
    return true;
  }
  std::string take() {
    std::string text = std::move(token_.text);
    next();
    return text;
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
  }

  void next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
    token_ = {};
    if (at_ >= text_.size()) return;
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      token_.sort = c == '"' ? Token::Sort::quoted : Token::Sort::text;
      for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == c) {
          if (++at_ >= text_.size() || text_[at_] != c) return;
        }
        token_.text += text_[at_];
      }
      failed_ = "a quote is not closed";
    } else if (is_word(c)) {
      token_.sort = Token::Sort::word;
      while (at_ < text_.size() &&
             (is_word(text_[at_]) || (text_[at_] >= '0' && text_[at_] <= '9') || text_[at_] == '$'))
        token_.text += text_[at_++];
      token_.text = lower(token_.text);
    } else if (c >= '0' && c <= '9') {
      token_.sort = Token::Sort::number;
      while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') token_.text += text_[at_++];
    } else {
      token_.sort = Token::Sort::mark;
      token_.text = text_[at_++];
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token token_ = {};
  std::string failed_ = {};
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace

Result<Type> parse_type(std::string_view text) {
  // A schema uses some dozens of spellings a hundred thousand times.
  thread_local std::unordered_map<std::string, Type, TextHash, std::equal_to<>> known;
  if (const auto found = known.find(text); found != known.end()) return found->second;
  Type type = TRY(Reader(text).read());
  if (known.size() < 10000) known.emplace(text, type);
  return type;
}

Type serial_base(std::string_view text) {
  const std::string word = lower(trim(text));
  const auto type = [](std::string_view name) { return Type{.name = Symbol(name)}; };
  if (word == "serial" || word == "serial4") return type("integer");
  if (word == "bigserial" || word == "serial8") return type("bigint");
  if (word == "smallserial" || word == "serial2") return type("smallint");
  return {};
}

bool is_builtin_type(Symbol name) {
  const std::string_view word = name.view();
  if (word == "bpchar" || word == "\"bit\"" || word.starts_with("interval ")) return true;
  return builtin::type_shown(word) != t_none;
}

}  // namespace trueup
