#include "python/dump_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace trueup::ast {
namespace {

void append_hex(std::uint32_t value, unsigned digits, std::string& out) {
  for (unsigned i = digits; i-- > 0;) out += "0123456789abcdef"[(value >> (4 * i)) & 15];
}

// The code point at text[at]; moves `at` behind it. The text is UTF-8, apart from surrogates.
std::uint32_t code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0xC0) return first;
  const unsigned more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  std::uint32_t code = first & (0x3F >> more);
  for (unsigned i = 0; i < more && at < text.size(); ++i)
    code = (code << 6) | (static_cast<unsigned char>(text[at++]) & 0x3F);
  return code;
}

}  // namespace

void append_quoted(std::string_view text, Text what, std::string& out) {
  const bool doubled = text.find('\'') != text.npos && text.find('"') == text.npos;
  const char quote = doubled ? '"' : '\'';
  if (what == Text::bytes) out += 'b';
  out += quote;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = what == Text::bytes ? static_cast<unsigned char>(text[at++]) : code_point(text, at);
    if (c == '\\' || c == static_cast<unsigned char>(quote)) {
      (out += '\\') += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c >= 32 && c < 127) {
      out += static_cast<char>(c);
    } else if (c < 256) {
      append_hex(c, 2, out += "\\x");
    } else if (c < 0x10000) {
      append_hex(c, 4, out += "\\u");
    } else {
      append_hex(c, 8, out += "\\U");
    }
  }
  out += quote;
}

void append_real(double value, std::string& out) {
  if (std::isinf(value)) {
    out += "inf";
    return;
  }
  char digits[40];
  const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific).ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  const std::size_t e = text.find('e');
  int exponent = 0;
  std::from_chars(text.data() + e + 1 + (text[e + 1] == '+'), end, exponent);
  std::string mantissa;
  for (char c : text.substr(0, e)) {
    if (c != '.') mantissa += c;
  }
  if (exponent < -4 || exponent >= 16) {
    out += mantissa[0];
    if (mantissa.size() > 1) (out += '.') += mantissa.substr(1);
    out += exponent < 0 ? "e-" : "e+";
    const int size = std::abs(exponent);
    if (size < 10) out += '0';
    out += std::to_string(size);
  } else if (exponent < 0) {
    ((out += "0.").append(static_cast<std::size_t>(-exponent - 1), '0')) += mantissa;
  } else {
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (mantissa.size() < whole) mantissa.append(whole - mantissa.size(), '0');
    const std::string part = mantissa.substr(whole);
    ((out += mantissa.substr(0, whole)) += '.') += part.empty() ? "0" : part;
  }
}

void append_big_integer(std::string_view text, std::string& out) {
  unsigned base = 10;
  if (text.size() > 2 && text[0] == '0' && (text[1] < '0' || text[1] > '9')) {
    const char letter = static_cast<char>(text[1] | 32);
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    text.remove_prefix(2);
  }
  std::vector<std::uint32_t> words = {0};  // least first
  for (char c : text) {
    std::uint64_t carry = static_cast<unsigned>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    for (std::uint32_t& word : words) {
      carry += std::uint64_t{word} * base;
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry) words.push_back(static_cast<std::uint32_t>(carry));
  }
  std::string digits;
  for (std::size_t i = words.size(); i-- > 0;) append_hex(words[i], 8, digits);
  (out += "0x") += digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

}  // namespace trueup::ast
