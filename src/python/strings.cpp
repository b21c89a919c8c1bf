#include "python/strings.h"

#include <charconv>
#include <cstdlib>

#include "python/tokens.h"

namespace trueup::ast {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// `count` hexadecimal digits behind \x, \u or \U; moves `at` behind them.
std::uint32_t hex_escape(std::string_view raw, std::size_t& at, unsigned count, const char* name) {
  std::uint32_t code = 0;
  for (unsigned i = 0; i < count; ++i, ++at) {
    const int digit = at < raw.size() ? hex_digit(raw[at]) : -1;
    if (digit < 0) throw SyntaxError{std::string("(unicode error) truncated ") + name + " escape"};
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  return code;
}

std::uint32_t octal_escape(std::string_view raw, std::size_t& at) {
  std::uint32_t code = 0;
  for (unsigned i = 0; i < 3 && at < raw.size() && raw[at] >= '0' && raw[at] <= '7'; ++i, ++at) {
    code = code * 8 + static_cast<std::uint32_t>(raw[at] - '0');
  }
  return code;
}

// The escapes strings and bytes share. The letter is at raw[at]; false when it is none of them.
bool simple_escape(std::string_view raw, std::size_t& at, std::string& out) {
  char c = 0;
  switch (raw[at]) {
    case '\n': ++at; return true;
    case '\\': c = '\\'; break;
    case '\'': c = '\''; break;
    case '"': c = '"'; break;
    case 'a': c = '\a'; break;
    case 'b': c = '\b'; break;
    case 'f': c = '\f'; break;
    case 'n': c = '\n'; break;
    case 'r': c = '\r'; break;
    case 't': c = '\t'; break;
    case 'v': c = '\v'; break;
    default: return false;
  }
  out += c;
  ++at;
  return true;
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

}  // namespace

void append_utf8(std::uint32_t code, std::string& out) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    tail(12), tail(6), tail(0);
  }
}

NamedCharacters decode_string(std::string_view raw, std::string& out) {
  NamedCharacters named = NamedCharacters::none;
  for (std::size_t at = 0;;) {
    const std::size_t backslash = raw.find('\\', at);
    out += raw.substr(at, backslash - at);
    if (backslash == raw.npos) return named;
    at = backslash + 1;
    if (at == raw.size()) {  // only in front of a brace of an f-string
      out += '\\';
      return named;
    }
    if (simple_escape(raw, at, out)) continue;
    const char c = raw[at];
    if (is_octal(c)) {
      append_utf8(octal_escape(raw, at), out);
    } else if (c == 'x') {
      append_utf8(hex_escape(raw, ++at, 2, "\\xXX"), out);
    } else if (c == 'u') {
      append_utf8(hex_escape(raw, ++at, 4, "\\uXXXX"), out);
    } else if (c == 'U') {
      const std::uint32_t code = hex_escape(raw, ++at, 8, "\\UXXXXXXXX");
      if (code > 0x10FFFF) throw SyntaxError{"(unicode error) illegal Unicode character"};
      append_utf8(code, out);
    } else if (c == 'N') {
      const std::size_t close = at + 1 < raw.size() && raw[at + 1] == '{' ? raw.find('}', at) : raw.npos;
      if (close == raw.npos) throw SyntaxError{"(unicode error) malformed \\N character escape"};
      out += raw.substr(backslash, close + 1 - backslash);
      at = close + 1;
      named = NamedCharacters::some;
    } else {
      out += '\\';  // an unknown escape stands for itself
    }
  }
}

void decode_bytes(std::string_view raw, std::string& out) {
  for (std::size_t at = 0;;) {
    const std::size_t backslash = raw.find('\\', at);
    out += raw.substr(at, backslash - at);
    if (backslash == raw.npos) return;
    at = backslash + 1;
    if (simple_escape(raw, at, out)) continue;
    if (is_octal(raw[at])) {
      out += static_cast<char>(octal_escape(raw, at));
    } else if (raw[at] == 'x') {
      const int high = at + 1 < raw.size() ? hex_digit(raw[at + 1]) : -1;
      const int low = at + 2 < raw.size() ? hex_digit(raw[at + 2]) : -1;
      if (high < 0 || low < 0) throw SyntaxError{"(value error) invalid \\x escape"};
      out += static_cast<char>(high * 16 + low);
      at += 3;
    } else {
      out += '\\';
    }
  }
}

void read_number(std::string_view text, Constant& constant, Arena& arena) {
  std::string without;
  if (text.find('_') != text.npos) {
    for (char c : text) {
      if (c != '_') without += c;
    }
    text = without;
  }
  const char* begin = text.data();
  const char* end = begin + text.size();
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    const char letter = static_cast<char>(text[1] | 32);
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  }
  const char* digits = base == 10 ? begin : begin + 2;
  const auto whole = std::from_chars(digits, end, constant.integer, base);
  if (whole.ptr == end) {
    constant.type = ConstantType::integer;
    if (whole.ec == std::errc()) return;
    constant.type = ConstantType::big_integer;
    constant.text = arena.copy(text);
    return;
  }
  constant.type = (end[-1] | 32) == 'j' ? ConstantType::imaginary : ConstantType::real;
  const auto real = std::from_chars(begin, end, constant.real);
  // Too large is infinity and too small is zero in Python; from_chars leaves both alone.
  if (real.ec == std::errc::result_out_of_range) constant.real = std::strtod(std::string(text).c_str(), nullptr);
}

}  // namespace trueup::ast
