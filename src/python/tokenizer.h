// Tokenizer: Python source to tokens, one at a time, without copying. The text must be followed by at least
// `padding` zero bytes and hold none itself, with lines that end in "\n".
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "python/tokens.h"

namespace trueup::ast {

class Tokenizer {
 public:
  static constexpr std::size_t padding = 32;
  static constexpr unsigned most_brackets = 200, most_indents = 100;  // CPython's limits

  // Where a run of lines begins and what stands around it; the whole file by default.
  struct Range {
    std::uint32_t begin = 0, end = 0, line = 1;
    std::uint32_t indent = 0, alternative_indent = 0;
  };
  Tokenizer(std::string_view source, Range range);

  void next(Token& token);

  // A place to come back to. Only within brackets, or within one logical line.
  struct Mark {
    const char* at;
    const char* line_begin;
    std::uint32_t line;
    unsigned depth;
    bool at_line_start;
  };
  Mark mark() const { return {at_, line_begin_, line_, depth_, at_line_start_}; }
  void go_to(const Mark& mark);

  // ---- looking ahead without making tokens (tokenizer_skip.cpp) ----
  // Behind the bracket that closes the one just in front of `from`; nullptr when none does.
  const char* behind_brackets(const char* from) const;
  // Whether the logical line from `from` on ends in a colon outside brackets.
  bool line_ends_in_colon(const char* from) const;
  // Steps over a block that is indented deeper than the current one. Call at the start of its first line. False, and
  // nothing is moved, when the text there is no such block or is broken.
  struct Block {
    std::uint32_t begin = 0, end = 0, line = 0, code_end = 0;
  };
  bool skip_block(Block& block);

  // ---- the inside of f-strings, driven by the parser ----
  // The tokens from here on are those of a replacement field, the brace of which has just been passed.
  struct Field {
    unsigned format_depth;
  };
  Field enter_field();
  void leave_field(const Field& field) { format_depth_ = field.format_depth; }
  void close_brace() { --depth_; }
  // At the bracket depth of a replacement field, where a colon begins its format.
  bool is_at_format_depth() const { return depth_ && depth_ == format_depth_; }

  const char* at() const { return at_; }
  void set_at(const char* at) { at_ = at; }
  void pass_newline(const char* newline) { ++line_, line_begin_ = newline + 1; }
  std::uint32_t line() const { return line_; }
  std::uint32_t column(const char* at) const { return static_cast<std::uint32_t>(at - line_begin_); }
  std::uint32_t indent() const { return indents_[indent_count_ - 1].columns; }
  std::uint32_t alternative_indent() const { return indents_[indent_count_ - 1].alternative; }

  [[noreturn]] void fail(std::string message, const char* at) const;
  [[noreturn]] void fail_python2(std::string message, const char* at) const;

 private:
  struct Indent {
    std::uint32_t columns = 0, alternative = 0;  // with tabs of 8, of 1
  };
  struct Bracket {
    char open;
    std::uint32_t line, column;
  };

  bool start_line(Token& token);
  void name_or_string(Token& token, const char* begin);
  void string(Token& token, const char* begin, const char* quote, StringPrefix prefix);
  void number(Token& token, const char* begin);
  void check_number_end(const char* begin, const char* at) const;
  void open(TokenKind kind, Token& token, const char* at);
  void close(TokenKind kind, Token& token, const char* at, char opening);
  void newline_or_end(Token& token);

  const char* begin_;  // of the source
  const char* limit_;  // of the range; a line start or the end of the source
  const char* at_;
  const char* line_begin_;
  std::uint32_t line_ = 1;
  unsigned depth_ = 0, format_depth_ = 0;
  bool at_line_start_ = true;
  unsigned pending_dedents_ = 0, indent_count_ = 1;
  std::array<Indent, most_indents + 1> indents_;
  std::array<Bracket, most_brackets> brackets_;
};

// How far spaces, tabs and form feeds at `at` indent; leaves `at` behind them.
struct Indentation {
  std::uint32_t columns = 0, alternative = 0;
};
inline Indentation indentation(const char*& at) {
  Indentation in;
  for (;; ++at) {
    if (*at == ' ') {
      ++in.columns, ++in.alternative;
    } else if (*at == '\t') {
      in.columns = (in.columns / 8 + 1) * 8, ++in.alternative;
    } else if (*at == '\f') {
      in = {};
    } else {
      return in;
    }
  }
}

// Whether a byte can stand in an identifier: letters, digits, underscore, everything that is not ASCII.
bool is_identifier_byte(char byte);

// Letters in front of a quote. False when they are no prefix.
bool string_prefix(const char* begin, const char* quote, StringPrefix& prefix);

}  // namespace trueup::ast
