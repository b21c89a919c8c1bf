#include "write/python_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace trueup {
namespace {

constexpr std::size_t line_width = 120;

// Hard keywords of 3.14; the soft ones (match, type, case) are good names.
constexpr std::string_view keywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                         "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                         "else",   "except", "finally", "for",      "from",     "global", "if",
                                         "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                         "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The code point at `at`, which moves behind it; 0 for what is not UTF-8.
std::uint32_t next_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t point = lead & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return 0;
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  }
  return more ? point : 0;
}

// Letters that are surely letters and that NFKC leaves alone: Latin, Greek, Cyrillic, Han. The rest is not worth a
// table.
bool is_letter(std::uint32_t point) {
  if (point < 0x80) return is_ascii_letter(static_cast<char>(point));
  if (point >= 0xC0 && point <= 0x131) return point != 0xD7 && point != 0xF7;
  return (point >= 0x391 && point <= 0x3C9 && point != 0x3A2) || (point >= 0x400 && point <= 0x481) ||
         (point >= 0x4E00 && point <= 0x9FFF);
}

}  // namespace

std::string python_string(std::string_view text) {
  const char quote = text.find('"') != text.npos && text.find('\'') == text.npos ? '\'' : '"';
  std::string out(1, quote);
  for (char c : text) {
    if (c == quote || c == '\\') out += '\\', out += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '\r') out += "\\r";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else out += c;
  }
  return out + quote;
}

// sqlalchemy.sql.elements.TextClause: (?<![:\w\x5c]):(\w+)(?!:)
std::string python_sql(std::string_view sql) {
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const bool begins_word = sql[i] == ':' && i + 1 < sql.size() &&
                             (is_ascii_letter(sql[i + 1]) || is_digit(sql[i + 1]) || (sql[i + 1] & 0x80));
    const bool stands_free = i == 0 || !(sql[i - 1] == ':' || is_ascii_letter(sql[i - 1]) || is_digit(sql[i - 1]) ||
                                         sql[i - 1] == '\\' || (sql[i - 1] & 0x80));
    if (begins_word && stands_free) out += '\\';
    out += sql[i];
  }
  return python_string(out);
}

bool is_python_identifier(std::string_view name) { return !name.empty() && python_identifier(name) == name; }

std::string python_identifier(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const std::uint32_t point = next_point(name, at);
    if (is_letter(point) || (point < 0x80 && is_digit(static_cast<char>(point)))) out += name.substr(begin, at - begin);
    else out += '_';
  }
  // Two underscores in front have a meaning in a class.
  while (out.starts_with("__")) out.erase(0, 1);
  if (out.empty() || is_digit(out[0])) out.insert(0, "_");
  if (std::find(std::begin(keywords), std::end(keywords), out) != std::end(keywords)) out += '_';
  return out;
}

std::string camel_case(std::string_view name) {
  std::string out;
  bool begins = true;
  const bool shouts = upper(name) == name && name.find('_') != name.npos;  // API_KEYS
  for (char c : shouts ? lower(name) : std::string(name)) {
    if (!is_ascii_letter(c) && !is_digit(c) && !(c & 0x80)) begins = true;
    else if (c == '_') begins = true;
    else {
      out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
      begins = false;
    }
  }
  return python_identifier(out);
}

std::string singular(std::string_view name) {
  static constexpr std::string_view unchanged[] = {"news",     "series", "species", "data", "media", "analytics",
                                                   "settings", "sms",    "gps",     "dns",  "https", "aws"};
  const std::size_t last = name.find_last_of('_');
  const std::string_view word = last == name.npos ? name : name.substr(last + 1);
  std::string out(name);
  auto cut = [&](std::size_t n, std::string_view tail = {}) { return out.erase(out.size() - n).append(tail); };
  if (word.size() < 4 || std::find(std::begin(unchanged), std::end(unchanged), word) != std::end(unchanged)) return out;
  if (word.ends_with("ies") && word.size() > 4) return cut(3, "y");
  for (std::string_view tail : {"sses", "xes", "ches", "shes", "uses"})
    if (word.ends_with(tail) && word != "causes" && word != "houses" && word != "warehouses" && word != "clauses")
      return cut(2);
  for (std::string_view tail : {"ss", "us", "is", "ics", "ous"})
    if (word.ends_with(tail)) return out;
  return word.ends_with('s') ? cut(1) : out;
}

std::string python_call(const std::string& name, const std::vector<std::string>& arguments, std::size_t indent,
                        std::size_t before) {
  std::string flat = name + '(' + join(arguments, ", ") + ')';
  if (indent + before + flat.size() <= line_width && flat.find('\n') == flat.npos) return flat;
  std::string out = name + "(\n";
  for (auto& each : arguments) out += std::string(indent + 4, ' ') + each + ",\n";
  return out + std::string(indent, ' ') + ')';
}

std::string python_list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (auto& each : texts) quoted.push_back(python_string(each));
  return '[' + join(quoted, ", ") + ']';
}

}  // namespace trueup
