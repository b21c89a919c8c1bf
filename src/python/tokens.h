// What the tokenizer hands to the parser. Operators and keywords are kinds of their own, so that the parser switches
// over one small number.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/symbol.h"

namespace trueup::ast {

enum class TokenKind : std::uint8_t {
  end, newline, indent, dedent,
  name, number, string,
  formatted,  // the opening quote of an f-string or t-string; the parser goes on from there
  // delimiters
  lparen, rparen, lbracket, rbracket, lbrace, rbrace, comma, colon, semicolon, dot, ellipsis, at, arrow, exclamation,
  colon_equal, equal,
  // augmented assignment, in the order of Operator
  plus_equal, minus_equal, star_equal, at_equal, slash_equal, percent_equal, double_star_equal, left_shift_equal,
  right_shift_equal, pipe_equal, caret_equal, ampersand_equal, double_slash_equal,
  // operators
  plus, minus, star, slash, percent, double_star, left_shift, right_shift, pipe, caret, ampersand, double_slash, tilde,
  less, greater, less_equal, greater_equal, equal_equal, not_equal,
  // keywords
  and_, as_, assert_, async_, await_, break_, class_, continue_, def_, del_, elif_, else_, except_, false_, finally_,
  for_, from_, global_, if_, import_, in_, is_, lambda_, none_, nonlocal_, not_, or_, pass_, raise_, return_, true_,
  try_, while_, with_, yield_,
};
constexpr unsigned token_kinds = static_cast<unsigned>(TokenKind::yield_) + 1;

// The keyword a word is, or TokenKind::name. `match`, `case`, `type` and `_` are names wherever they can be.
TokenKind keyword_of(std::string_view word);

struct StringPrefix {
  bool raw = false, bytes = false, unicode = false, formatted = false, templated = false, triple = false;
  bool escapes = false;  // a backslash occurs in it; not known of formatted ones
  std::uint8_t size = 0; // letters before the quote
};

struct Token {
  TokenKind kind = TokenKind::end;
  StringPrefix prefix = {};  // of string and formatted
  Symbol symbol = {};        // of name
  std::uint32_t line = 1, column = 0;
  const char* begin = nullptr;
  const char* end = nullptr;

  std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

// What went wrong where; thrown inside the parser and caught where it is entered, since nearly every one of its
// functions can fail and none can go on.
struct SyntaxError {
  std::string message = {};
  std::uint32_t line = 0, column = 0;  // column from 0
  bool is_python2 = false;
};

}  // namespace trueup::ast
