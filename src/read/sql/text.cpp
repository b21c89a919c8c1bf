#include "read/sql/text.h"

#include "base/text.h"

namespace trueup {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

std::size_t comment_end(std::string_view sql, std::size_t at) {
  if (sql[at] == '-') return std::min(sql.find('\n', at), sql.size());
  int depth = 0;
  for (std::size_t i = at; i + 1 < sql.size(); ++i) {
    if (sql[i] == '/' && sql[i + 1] == '*') ++depth, ++i;
    else if (sql[i] == '*' && sql[i + 1] == '/' && (++i, --depth == 0)) return i + 1;
  }
  return sql.size();
}

std::size_t quote_end(std::string_view sql, std::size_t at, bool backslashes) {
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (backslashes && sql[i] == '\\') ++i;
    else if (sql[i] == sql[at] && (i + 1 >= sql.size() || sql[i + 1] != sql[at])) return i + 1;
    else if (sql[i] == sql[at]) ++i;
  }
  return sql.size();
}

// $tag$ … $tag$, or the dollar alone.
std::size_t dollar_end(std::string_view sql, std::size_t at) {
  std::size_t i = at + 1;
  while (i < sql.size() && is_word(sql[i])) ++i;
  if (i >= sql.size() || sql[i] != '$' || (i > at + 1 && sql[at + 1] >= '0' && sql[at + 1] <= '9')) return at + 1;
  const std::string_view tag = sql.substr(at, i + 1 - at);
  const std::size_t end = sql.find(tag, i + 1);
  return end == sql.npos ? sql.size() : end + tag.size();
}

}  // namespace

SqlToken token_at(std::string_view sql, std::size_t at) {
  const char c = sql[at], after = at + 1 < sql.size() ? sql[at + 1] : '\0';
  if (is_blank(c)) return {TokenSort::blank, at + 1};
  if ((c == '-' && after == '-') || (c == '/' && after == '*')) return {TokenSort::comment, comment_end(sql, at)};
  if (c == '"') return {TokenSort::quoted, quote_end(sql, at, false)};
  if (c == '\'') {
    const bool escapes = at > 0 && (sql[at - 1] == 'e' || sql[at - 1] == 'E') && (at < 2 || !is_word(sql[at - 2]));
    return {TokenSort::literal, quote_end(sql, at, escapes)};
  }
  if (c == '$') {
    const std::size_t end = dollar_end(sql, at);
    return {end == at + 1 ? TokenSort::mark : TokenSort::literal, end};
  }
  if (!is_word(c)) return {TokenSort::mark, at + 1};
  std::size_t end = at + 1;
  while (end < sql.size() && (is_word(sql[end]) || sql[end] == '$')) ++end;
  return {TokenSort::word, end};
}

std::size_t expression_end(std::string_view sql, std::size_t at, std::size_t limit) {
  int depth = 0;
  limit = std::min(limit, sql.size());
  while (at < limit) {
    const SqlToken token = token_at(sql, at);
    if (token.sort == TokenSort::mark) {
      const char c = sql[at];
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ']') && --depth < 0) return at;
      if (depth == 0 && (c == ',' || c == ';')) return at;
    }
    at = token.end;
  }
  return limit;
}

std::size_t group_end(std::string_view sql, std::size_t at) {
  int depth = 0;
  while (at < sql.size()) {
    const SqlToken token = token_at(sql, at);
    if (token.sort == TokenSort::mark) {
      if (sql[at] == '(') ++depth;
      if (sql[at] == ')' && --depth == 0) return token.end;
    }
    at = token.end;
  }
  return sql.npos;
}

std::size_t before_parentheses(std::string_view sql, std::size_t begin, std::size_t at, std::size_t& count) {
  count = 0;
  const std::string_view before = sql.substr(begin, at - begin);
  // Comments can be told from code only forwards.
  if (before.find("--") != before.npos || before.find("/*") != before.npos) {
    std::size_t first = at;
    for (std::size_t i = begin; i < at;) {
      const SqlToken token = token_at(sql, i);
      if (token.sort == TokenSort::mark && sql[i] == '(') {
        if (count++ == 0) first = i;
      } else if (token.sort != TokenSort::blank && token.sort != TokenSort::comment) {
        count = 0;
        first = at;
      }
      i = token.end;
    }
    return first;
  }
  for (std::size_t i = at; i > begin; --i) {
    if (is_blank(sql[i - 1])) continue;
    if (sql[i - 1] != '(') break;
    at = i - 1;
    ++count;
  }
  return at;
}

std::string tidied(std::string_view sql) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < sql.size();) {
    const SqlToken token = token_at(sql, at);
    if (token.sort == TokenSort::blank || token.sort == TokenSort::comment) {
      gap = true;
    } else {
      // After an opening parenthesis and before a closing one a line break was layout, a blank may be taste: both go.
      if (gap && !out.empty() && out.back() != '(' && sql[at] != ')') out += ' ';
      gap = false;
      out += sql.substr(at, token.end - at);
    }
    at = token.end;
  }
  return out;
}

}  // namespace trueup
