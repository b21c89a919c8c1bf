#include "pg/parse_shape.h"

#include <pg_query.h>

#include <charconv>
#include <cstring>
#include <unordered_map>

#include "base/symbol.h"
#include "base/text.h"
#include "pg/names.h"

namespace trueup {
namespace {

constexpr std::size_t longest_text = 2000, most_digits = 9;
constexpr std::string_view name_mark = "trueup_n", string_mark = "trueup_s";
constexpr int number_mark = 700'000'000;  // the first stand-in for an integer
constexpr std::size_t most_marks = 1000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Of any category: the unreserved ones are tokens of their own, too. The scanner is asked once for each word.
bool is_keyword(Symbol word) {
  static std::unordered_map<Symbol, bool> known;
  const auto [at, fresh] = known.try_emplace(word, true);
  if (!fresh) return at->second;
  const PgQueryScanResult result = pg_query_scan(word.str().c_str());
  if (!result.error) {
    if (auto* scanned = pg_query__scan_result__unpack(nullptr, result.pbuf.len, reinterpret_cast<const std::uint8_t*>(result.pbuf.data))) {
      at->second = scanned->n_tokens != 1 || scanned->tokens[0]->token != PG_QUERY__TOKEN__IDENT;
      pg_query__scan_result__free_unpacked(scanned, nullptr);
    }
  }
  pg_query_free_scan_result(result);
  return at->second;
}

class Reader {
 public:
  explicit Reader(std::string_view sql) : sql_(sql) {}

  std::optional<ExpressionShape> whole() {
    if (sql_.size() > longest_text) return {};
    while (at_ < sql_.size())
      if (!token()) return {};
    return std::move(shape_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

  bool token() {
    const char c = sql_[at_];
    if (is_blank(c)) {
      if (shape_.text.empty() || shape_.text.back() != ' ') shape_.text += ' ';
      ++at_;
      return true;
    }
    // Two strings with only blanks between them may be one.
    const bool after_string = std::exchange(string_was_last_, false);
    if (is_letter(c)) return word();
    if (is_digit(c)) return number();
    if (c == '"') return quoted_name();
    if (c == '\'') return !after_string && string();
    const bool comment = (c == '-' && peek(1) == '-') || (c == '/' && peek(1) == '*');
    if (comment || c == '$' || c == '\\' || c == ';' || c == '\0' || (c & 0x80) != 0 || (c == '&' && (peek(1) == '"' || peek(1) == '\''))) return false;
    shape_.text += c;
    ++at_;
    return true;
  }

  bool word() {
    const std::size_t begin = at_;
    while (is_letter(peek()) || is_digit(peek())) ++at_;
    if (const char after = peek(); after == '\'' || after == '$' || (after & 0x80) != 0) return false;  // E'…', names with other letters
    const std::string name = lower(sql_.substr(begin, at_ - begin));
    if (name.size() > longest_name) return false;
    if (!is_keyword(Symbol(name))) return stand_in_for_name(name);
    shape_.text += name;
    return true;
  }

  bool quoted_name() {
    const std::size_t end = sql_.find('"', at_ + 1);
    if (end == sql_.npos) return false;
    const std::string_view name = sql_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (name.empty() || name.size() > longest_name || peek() == '"' || name.find('\0') != name.npos) return false;
    return stand_in_for_name(std::string(name));
  }

  bool stand_in_for_name(std::string name) {
    if (shape_.names.size() >= most_marks) return false;
    shape_.text += name_mark;
    shape_.text += std::to_string(shape_.names.size());
    shape_.names.push_back(std::move(name));
    return true;
  }

  bool string() {
    std::string text;
    for (++at_;; ++at_) {
      if (at_ >= sql_.size() || sql_[at_] == '\0') return false;
      if (sql_[at_] == '\'') {
        ++at_;
        if (peek() != '\'') break;
      }
      text += sql_[at_];
    }
    if (shape_.strings.size() >= most_marks) return false;
    shape_.text += '\'' + std::string(string_mark) + std::to_string(shape_.strings.size()) + '\'';
    shape_.strings.push_back(std::move(text));
    string_was_last_ = true;
    return true;
  }

  bool number() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    const std::string_view digits = sql_.substr(begin, at_ - begin);
    const bool fraction = peek() == '.' || (begin > 0 && sql_[begin - 1] == '.');
    if (fraction && peek() == '.') ++at_;
    if (fraction)
      while (is_digit(peek())) ++at_;
    if (is_letter(peek()) || peek() == '.' || peek() == '$' || (peek() & 0x80) != 0) return false;
    if (fraction) return shape_.text += sql_.substr(begin, at_ - begin), true;
    if (digits.size() > most_digits || shape_.numbers.size() >= most_marks) return false;
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    shape_.text += std::to_string(number_mark + static_cast<int>(shape_.numbers.size()));
    shape_.numbers.push_back(value);
    return true;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  bool string_was_last_ = false;
  ExpressionShape shape_;
};

class Filler {
 public:
  Filler(const ExpressionShape& shape, ParseArena& arena) : shape_(shape), arena_(arena), missing_(shape.names.size() + shape.strings.size() + shape.numbers.size()), seen_(missing_) {}

  const ProtobufCMessage* message(const ProtobufCMessage* from) {
    ProtobufCMessage* out = nullptr;  // until something is filled in
    const auto member = [&](const ProtobufCFieldDescriptor& field) {
      if (!out) {
        out = static_cast<ProtobufCMessage*>(arena_.allocate(from->descriptor->sizeof_message));
        std::memcpy(out, from, from->descriptor->sizeof_message);
      }
      return reinterpret_cast<char*>(out) + field.offset;
    };
    const auto see = [&](const ProtobufCFieldDescriptor& field) {
      const char* at = reinterpret_cast<const char*>(from) + field.offset;
      const void* value = nullptr;
      std::memcpy(&value, at, field.type == PROTOBUF_C_TYPE_MESSAGE || field.type == PROTOBUF_C_TYPE_STRING ? sizeof value : 0);
      if (field.label == PROTOBUF_C_LABEL_REPEATED) {
        if (field.type != PROTOBUF_C_TYPE_MESSAGE) return;
        std::size_t count = 0;
        std::memcpy(&count, reinterpret_cast<const char*>(from) + field.quantifier_offset, sizeof count);
        if (const void* filled = messages(static_cast<const ProtobufCMessage* const*>(value), count); filled != value) std::memcpy(member(field), &filled, sizeof filled);
      } else if (field.type == PROTOBUF_C_TYPE_MESSAGE && value) {
        if (const void* filled = message(static_cast<const ProtobufCMessage*>(value)); filled != value) std::memcpy(member(field), &filled, sizeof filled);
      } else if (field.type == PROTOBUF_C_TYPE_STRING && value) {
        if (const void* filled = text(static_cast<const char*>(value)); filled != value) std::memcpy(member(field), &filled, sizeof filled);
      } else if (from->descriptor == &pg_query__integer__descriptor) {
        std::int32_t number = 0;
        std::memcpy(&number, at, sizeof number);
        if (const std::int32_t filled = this->number(number); filled != number) std::memcpy(member(field), &filled, sizeof filled);
      }
    };
    for (unsigned i = 0; i < from->descriptor->n_fields; ++i) {
      const ProtobufCFieldDescriptor& field = from->descriptor->fields[i];
      if (!(field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF)) {
        see(field);
        continue;
      }
      // All members of a oneof share the quantifier, which says the one that is set: the others are skipped at once.
      std::uint32_t chosen = 0;
      std::memcpy(&chosen, reinterpret_cast<const char*>(from) + field.quantifier_offset, sizeof chosen);
      if (const auto* set = chosen ? protobuf_c_message_descriptor_get_field(from->descriptor, chosen) : nullptr) see(*set);
      while (i + 1 < from->descriptor->n_fields && from->descriptor->fields[i + 1].quantifier_offset == field.quantifier_offset &&
             from->descriptor->fields[i + 1].flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
        ++i;
      if (from->descriptor == &pg_query__node__descriptor) break;  // it has 250 of them, and nothing else
    }
    return out ? out : from;
  }

  bool complete() const { return missing_ == 0; }

 private:
  const void* messages(const ProtobufCMessage* const* from, std::size_t count) {
    const ProtobufCMessage** out = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
      const ProtobufCMessage* filled = message(from[i]);
      if (filled == from[i]) continue;
      if (!out) {
        out = static_cast<const ProtobufCMessage**>(arena_.allocate(count * sizeof *from));
        std::memcpy(out, from, count * sizeof *from);
      }
      out[i] = filled;
    }
    return out ? out : from;
  }

  const char* text(const char* from) {
    const std::string_view all(from);
    const bool is_name = all.starts_with(name_mark);
    if (!is_name && !all.starts_with(string_mark)) return from;
    const auto& values = is_name ? shape_.names : shape_.strings;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(from + name_mark.size(), from + all.size(), number);
    if (error != std::errc() || end != from + all.size() || number >= values.size()) return from;
    saw(is_name ? number : shape_.names.size() + number);
    const std::string& value = values[number];
    auto* out = static_cast<char*>(arena_.allocate(value.size() + 1));
    std::memcpy(out, value.c_str(), value.size() + 1);
    return out;
  }

  // The grammar folds a minus into the constant behind it.
  std::int32_t number(std::int32_t from) {
    const std::int64_t place = std::abs(std::int64_t{from}) - number_mark;
    if (place < 0 || place >= static_cast<std::int64_t>(shape_.numbers.size())) return from;
    saw(shape_.names.size() + shape_.strings.size() + static_cast<std::size_t>(place));
    const int value = shape_.numbers[static_cast<std::size_t>(place)];
    return from < 0 ? -value : value;
  }

  void saw(std::size_t place) {
    missing_ -= !seen_[place];
    seen_[place] = true;
  }

  const ExpressionShape& shape_;
  ParseArena& arena_;
  std::size_t missing_;
  std::vector<bool> seen_;
};

}  // namespace

std::optional<ExpressionShape> shape_of(std::string_view sql) { return Reader(sql).whole(); }

const PgQuery__Node* fill_shape(const PgQuery__Node& tree, const ExpressionShape& shape, ParseArena& arena) {
  Filler filler(shape, arena);
  const auto* filled = filler.message(&tree.base);
  return filler.complete() ? reinterpret_cast<const PgQuery__Node*>(filled) : nullptr;
}

}  // namespace trueup
