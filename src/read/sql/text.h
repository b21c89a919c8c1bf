// SQL as text, below the grammar: where tokens end, where an expression ends, what psql's own lines are.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace trueup {

enum class TokenSort { blank, comment, word, quoted, literal, mark };
struct SqlToken {
  TokenSort sort = TokenSort::mark;
  std::size_t end = 0;
};
// The token that begins at `at`; one character for anything that is no longer.
SqlToken token_at(std::string_view sql, std::size_t at);

// The offset where an expression that begins at `at` ends: before the comma, semicolon or closing parenthesis outside
// of it, and before `limit`.
std::size_t expression_end(std::string_view sql, std::size_t at, std::size_t limit);
// The offset behind the parenthesis that closes the one at `at`; npos when it is not closed.
std::size_t group_end(std::string_view sql, std::size_t at);
// Moves back over the opening parentheses in front of `at`, with the blanks and comments between them, no further than
// `begin`, where a statement begins; `count` says how many.
std::size_t before_parentheses(std::string_view sql, std::size_t begin, std::size_t at, std::size_t& count);

// On one line and without comments: what is shown of an authored expression.
std::string tidied(std::string_view sql);

}  // namespace trueup
