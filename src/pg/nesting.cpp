#include "pg/nesting.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace trueup {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

std::size_t after_comment(std::string_view sql, std::size_t at) {
  if (sql[at] == '-') return std::min(sql.find('\n', at), sql.size());
  int depth = 0;
  for (std::size_t i = at; i + 1 < sql.size(); ++i) {
    if (sql[i] == '/' && sql[i + 1] == '*') ++depth, ++i;
    else if (sql[i] == '*' && sql[i + 1] == '/' && (++i, --depth == 0)) return i + 1;
  }
  return sql.size();
}

std::size_t after_quote(std::string_view sql, std::size_t at, bool backslashes) {
  const char quote = sql[at];
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (backslashes && sql[i] == '\\') ++i;
    else if (sql[i] == quote) {
      if (i + 1 < sql.size() && sql[i + 1] == quote) ++i;
      else return i + 1;
    }
  }
  return sql.size();
}

// $tag$ … $tag$; at + 1 when it is not a dollar quote.
std::size_t after_dollar(std::string_view sql, std::size_t at) {
  std::size_t i = at + 1;
  while (i < sql.size() && is_word(sql[i])) ++i;
  if (i >= sql.size() || sql[i] != '$' || (i > at + 1 && sql[at + 1] >= '0' && sql[at + 1] <= '9')) return at + 1;
  const std::string_view tag = sql.substr(at, i + 1 - at);
  const std::size_t end = sql.find(tag, i + 1);
  return end == sql.npos ? sql.size() : end + tag.size();
}

// Calls see(c, begin, end) for each token: c is 'w' for a word, 'o' for operators and literals, else the mark itself.
template <class See>
void tokens(std::string_view sql, See see) {
  for (std::size_t i = 0; i < sql.size();) {
    const char c = sql[i], after = i + 1 < sql.size() ? sql[i + 1] : '\0';
    std::size_t end = i + 1;
    char sort = 'o';
    if (is_blank(c) || (c == '-' && after == '-') || (c == '/' && after == '*')) {
      i = is_blank(c) ? i + 1 : after_comment(sql, i);
      continue;
    }
    if (c == '\'' || c == '"') {
      const bool escapes =
          c == '\'' && i > 0 && (sql[i - 1] == 'e' || sql[i - 1] == 'E') && (i < 2 || !is_word(sql[i - 2]));
      end = after_quote(sql, i, escapes);
    } else if (c == '$') {
      end = after_dollar(sql, i);
    } else if (is_word(c)) {
      while (end < sql.size() && (is_word(sql[end]) || sql[end] == '$')) ++end;
      sort = 'w';
    } else if (c == '(' || c == ')' || c == '[' || c == ']' || c == ',' || c == ';') {
      sort = c;
    }
    see(sort, i, end);
    i = end;
  }
}

}  // namespace

std::size_t nesting_of(std::string_view sql) {
  if (sql.size() < 1000) return sql.size();
  std::vector<std::size_t> since_comma = {0};  // one for each open parenthesis, and one outside
  std::size_t depth = 0, most = 0;
  tokens(sql, [&](char sort, std::size_t, std::size_t) {
    if (sort == '(' || sort == '[') {
      since_comma.push_back(0);
      ++depth;
    } else if ((sort == ')' || sort == ']') && since_comma.size() > 1) {
      depth -= since_comma.back();
      since_comma.pop_back();
    } else if (sort == ',' || (sort == ';' && since_comma.size() == 1)) {
      depth -= since_comma.back();
      since_comma.back() = 0;
      if (sort == ';') depth = 0;
    } else {
      ++since_comma.back();
      ++depth;
    }
    most = std::max(most, depth);
  });
  return most;
}

std::vector<std::pair<std::size_t, std::size_t>> statements_of(std::string_view sql) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t begin = 0, parentheses = 0, blocks = 0;
  bool any = false, routine = false;
  std::string before;
  tokens(sql, [&](char sort, std::size_t from, std::size_t to) {
    if (sort == '(') ++parentheses;
    if (sort == ')' && parentheses > 0) --parentheses;
    if (sort == ';' && parentheses == 0 && blocks == 0) {
      if (any) out.emplace_back(begin, from);
      begin = to;
      any = routine = false;
      return;
    }
    any = true;
    if (sort != 'w') return;
    // Statements inside BEGIN ATOMIC … END belong to their function.
    std::string word = lower(sql.substr(from, to - from));
    if (word == "function" || word == "procedure") routine = true;
    if (routine && word == "atomic" && before == "begin") ++blocks;
    else if (blocks > 0 && word == "case") ++blocks;
    else if (blocks > 0 && word == "end") --blocks;
    before = std::move(word);
  });
  if (any) out.emplace_back(begin, sql.size());
  return out;
}

std::size_t skip_blanks(std::string_view sql) {
  std::size_t i = 0;
  while (i < sql.size()) {
    const char after = i + 1 < sql.size() ? sql[i + 1] : '\0';
    if (is_blank(sql[i])) ++i;
    else if ((sql[i] == '-' && after == '-') || (sql[i] == '/' && after == '*')) i = after_comment(sql, i);
    else break;
  }
  return i;
}

}  // namespace trueup
