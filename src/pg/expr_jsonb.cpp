// jsonb literals in one spelling: keys sorted, the last of duplicates kept, numbers as numeric keeps them (3.0 is not
// 3). A reader of its own, because a JSON library would turn the numbers into doubles.
#include <map>

#include "pg/expr_literal.h"

namespace trueup {
namespace {

class Json {
 public:
  explicit Json(std::string_view text) : text_(text) {}

  std::optional<std::string> all() {
    std::string out;
    if (!value(out, 0)) return std::nullopt;
    blanks();
    if (at_ != text_.size()) return std::nullopt;
    return out;
  }

 private:
  bool value(std::string& out, int depth) {
    blanks();
    if (at_ >= text_.size() || depth > 200) return false;
    switch (text_[at_]) {
      case '{':
        return object(out, depth);
      case '[':
        return list(out, depth);
      case '"':
        return string(out);
      default:
        break;
    }
    for (const std::string_view word : {"true", "false", "null"})
      if (text_.substr(at_).starts_with(word)) {
        out += word;
        at_ += word.size();
        return true;
      }
    const std::size_t from = at_;
    while (at_ < text_.size() && std::string_view("+-.0123456789eE").find(text_[at_]) != std::string_view::npos) ++at_;
    const std::string number = decimal(text_.substr(from, at_ - from));
    out += number;
    return !number.empty();
  }

  bool object(std::string& out, int depth) {
    std::map<std::string, std::string> members;
    ++at_;
    blanks();
    if (!accept('}')) {
      do {
        std::string name, inner;
        blanks();
        if (at_ >= text_.size() || text_[at_] != '"' || !string(name)) return false;
        blanks();
        if (!accept(':') || !value(inner, depth + 1)) return false;
        members[name] = inner;
        blanks();
      } while (accept(','));
      if (!accept('}')) return false;
    }
    out += '{';
    for (const auto& [name, inner] : members) out += (out.back() == '{' ? "" : ",") + name + ':' + inner;
    out += '}';
    return true;
  }

  bool list(std::string& out, int depth) {
    ++at_;
    out += '[';
    blanks();
    if (accept(']')) return out += ']', true;
    bool first = true;
    do {
      if (!first) out += ',';
      first = false;
      if (!value(out, depth + 1)) return false;
      blanks();
    } while (accept(','));
    out += ']';
    return accept(']');
  }

  // Escapes are resolved where they are simple, so that "\u00e9" and "é", "\/" and "/" are one.
  bool string(std::string& out) {
    out += '"';
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] != '\\') {
        out += text_[at_];
        continue;
      }
      if (++at_ >= text_.size()) return false;
      if (text_[at_] == '/') {
        out += '/';
      } else if (text_[at_] == 'u') {
        if (!unicode(out)) return false;
      } else {
        out += '\\';
        out += text_[at_];
      }
    }
    out += '"';
    return accept('"');
  }

  bool unicode(std::string& out) {
    unsigned code = 0;
    for (int i = 0; i < 4; ++i) {
      if (++at_ >= text_.size()) return false;
      const char c = text_[at_];
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      if (digit < 0) return false;
      code = code * 16 + static_cast<unsigned>(digit);
    }
    if (code < 0x20 || code == '"' || code == '\\' || (code >= 0xD800 && code < 0xE000)) return false;  // left raw
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | (code >> 6));
      out += static_cast<char>(0x80 | (code & 63));
    } else {
      out += static_cast<char>(0xE0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 63));
      out += static_cast<char>(0x80 | (code & 63));
    }
    return true;
  }

  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }
  bool accept(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string> jsonb_value(std::string_view text) { return Json(text).all(); }

}  // namespace trueup
