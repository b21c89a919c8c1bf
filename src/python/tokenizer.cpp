#include "python/tokenizer.h"

#include <cstring>

namespace trueup::ast {
namespace {

using enum TokenKind;

constexpr std::array<bool, 256> identifier_bytes = [] {
  std::array<bool, 256> is = {};
  for (unsigned c = 0; c < 256; ++c) {
    is[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 128;
  }
  return is;
}();
constexpr std::array<bool, 256> string_stops = [] {
  std::array<bool, 256> is = {};
  for (unsigned char c : {'\0', '\n', '\\', '\'', '"'}) is[c] = true;
  return is;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Words met lately, with the symbol or keyword they are. The table behind Symbol takes a lock; most words of a file
// have been seen before, so asking it once per occurrence would cost more than all the rest of the tokenizer.
struct KnownWord {
  std::uint64_t head = 0, tail = 0;  // the first and last eight bytes
  const char* text = nullptr;
  std::uint32_t size = 0;
  Symbol symbol = {};
  TokenKind kind = name;
};
constexpr unsigned known_word_bits = 12;
thread_local std::array<KnownWord, 1u << known_word_bits> known_words;

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t bytes;
  std::memcpy(&bytes, at, 8);
  return bytes;
}

// May read eight bytes from `begin` on, however short the word is.
const KnownWord& known_word(const char* begin, std::uint32_t size) {
  std::uint64_t head = eight_bytes(begin), tail = 0;
  if (size >= 8) {
    tail = eight_bytes(begin + size - 8);
  } else {
    static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
    head &= ~std::uint64_t{0} >> (64 - 8 * size);
  }
  const std::uint64_t hash = (head * 0x9E3779B97F4A7C15ull) ^ ((tail + size) * 0xD6E8FEB86659FD93ull);
  KnownWord& known = known_words[(hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15ull >> (64 - known_word_bits)];
  if (known.size == size && known.head == head && known.tail == tail &&
      (size <= 16 || std::memcmp(known.text, begin, size) == 0)) {
    return known;
  }
  const std::string_view text(begin, size);
  known = {head, tail, nullptr, size, Symbol(), keyword_of(text)};
  if (known.kind == name) known.symbol = Symbol(text);
  known.text = known.symbol.view().data();
  return known;
}

}  // namespace

bool is_identifier_byte(char byte) { return identifier_bytes[static_cast<unsigned char>(byte)]; }

bool string_prefix(const char* begin, const char* quote, StringPrefix& prefix) {
  if (quote - begin > 2) return false;
  prefix = {};
  for (const char* at = begin; at < quote; ++at) {
    bool* member = nullptr;
    switch (*at) {
      case 'r': case 'R': member = &prefix.raw; break;
      case 'b': case 'B': member = &prefix.bytes; break;
      case 'u': case 'U': member = &prefix.unicode; break;
      case 'f': case 'F': member = &prefix.formatted; break;
      case 't': case 'T': member = &prefix.templated; break;
      default: return false;
    }
    if (*member) return false;
    *member = true;
  }
  prefix.size = static_cast<std::uint8_t>(quote - begin);
  return quote - begin < 2 || (prefix.raw && !prefix.unicode);
}

Tokenizer::Tokenizer(std::string_view source, Range range)
    : begin_(source.data()),
      limit_(begin_ + range.end),
      at_(begin_ + range.begin),
      line_begin_(at_),
      line_(range.line) {
  indents_[0] = {range.indent, range.alternative_indent};
}

void Tokenizer::go_to(const Mark& mark) {
  at_ = mark.at;
  line_begin_ = mark.line_begin;
  line_ = mark.line;
  depth_ = mark.depth;
  at_line_start_ = mark.at_line_start;
}

void Tokenizer::fail(std::string message, const char* at) const {
  SyntaxError error{.message = std::move(message), .line = 1};
  const char* line_begin = begin_;
  for (const char* p = begin_; p < at; ++p) {
    if (*p == '\n') ++error.line, line_begin = p + 1;
  }
  error.column = static_cast<std::uint32_t>(at - line_begin);
  throw error;
}

void Tokenizer::fail_python2(std::string message, const char* at) const {
  try {
    fail(std::move(message), at);
  } catch (SyntaxError& error) {
    error.is_python2 = true;
    throw;
  }
}

Tokenizer::Field Tokenizer::enter_field() {
  const Field before{format_depth_};
  if (depth_ == most_brackets) fail("too many nested parentheses", at_);
  brackets_[depth_++] = {'{', line_, column(at_ - 1)};
  format_depth_ = depth_;
  return before;
}

// Indents, dedents and the end; steps over empty lines. False when an ordinary token comes next.
bool Tokenizer::start_line(Token& token) {
  const char* p = at_;
  Indentation in;
  if (!pending_dedents_) {
    for (;;) {
      line_begin_ = p;
      if (p >= limit_) break;
      in = indentation(p);
      if (*p == '\\' && p[1] == '\n') {  // the first line says how deep, the later ones what
        while (*p == '\\' && p[1] == '\n') {
          p += 2, ++line_, line_begin_ = p;
          indentation(p);
        }
      }
      if (*p == '#') p += std::strcspn(p, "\n");
      if (*p == '\n') {
        ++p, ++line_;
      } else if (*p) {
        break;
      }
    }
    at_ = p;
  }
  token.line = line_, token.column = column(p);
  token.begin = token.end = p;
  if (pending_dedents_) {
    --pending_dedents_, --indent_count_;
    token.kind = dedent;
    return true;
  }
  if (p >= limit_) {
    token.kind = end;
    if (indent_count_ > 1) --indent_count_, token.kind = dedent;
    return true;
  }
  at_line_start_ = false;
  const Indent& top = indents_[indent_count_ - 1];
  if (in.columns == top.columns) {
    if (in.alternative != top.alternative) fail("inconsistent use of tabs and spaces in indentation", p);
    return false;
  }
  if (in.columns > top.columns) {
    if (in.alternative <= top.alternative) fail("inconsistent use of tabs and spaces in indentation", p);
    if (indent_count_ > most_indents) fail("too many levels of indentation", p);
    indents_[indent_count_++] = {in.columns, in.alternative};
    token.kind = TokenKind::indent;
    return true;
  }
  unsigned keep = indent_count_;
  while (keep > 1 && indents_[keep - 1].columns > in.columns) --keep;
  if (indents_[keep - 1].columns != in.columns) fail("unindent does not match any outer indentation level", p);
  if (indents_[keep - 1].alternative != in.alternative) fail("inconsistent use of tabs and spaces in indentation", p);
  pending_dedents_ = indent_count_ - keep - 1;
  --indent_count_;
  token.kind = dedent;
  return true;
}

void Tokenizer::newline_or_end(Token& token) {
  if (depth_) {
    const Bracket& open = brackets_[depth_ - 1];
    throw SyntaxError{std::string("'") + open.open + "' was never closed", open.line, open.column};
  }
  token.kind = newline;  // the last line has none of its own
  at_line_start_ = true;
}

void Tokenizer::open(TokenKind kind, Token& token, const char* at) {
  if (depth_ == most_brackets) fail("too many nested parentheses", at);
  brackets_[depth_++] = {*at, token.line, token.column};
  token.kind = kind;
  token.end = at_ = at + 1;
}

void Tokenizer::close(TokenKind kind, Token& token, const char* at, char opening) {
  if (!depth_) fail(std::string("unmatched '") + *at + "'", at);
  const Bracket& open = brackets_[--depth_];
  if (open.open != opening) {
    fail(std::string("closing parenthesis '") + *at + "' does not match opening parenthesis '" + open.open + "'" +
             (open.line == token.line ? "" : " on line " + std::to_string(open.line)), at);
  }
  token.kind = kind;
  token.end = at_ = at + 1;
}

void Tokenizer::next(Token& token) {
  if ((at_line_start_ || pending_dedents_) && start_line(token)) return;
  const char* p = at_;
  const auto one = [&](TokenKind kind, int size) {
    token.kind = kind;
    token.end = at_ = p + size;
  };
  // OP or OP=
  const auto with_equal = [&](TokenKind kind, TokenKind augmented) {
    p[1] == '=' ? one(augmented, 2) : one(kind, 1);
  };
  for (;;) {
    while (*p == ' ') ++p;
    token.begin = p;
    token.line = line_;
    token.column = column(p);
    switch (*p) {
      case '\t': case '\f': ++p; continue;
      case '\n':
        ++line_, line_begin_ = p + 1;
        if (depth_) {
          ++p;
          continue;
        }
        at_line_start_ = true;
        return one(newline, 1);
      case '#': p += std::strcspn(p, "\n"); continue;
      case '\\':
        if (p[1] != '\n') fail("unexpected character after line continuation character", p + 1);
        p += 2, ++line_, line_begin_ = p;
        if (!*p) fail("unexpected end of file", p);
        continue;
      case '\0':
        token.end = at_ = p;
        return newline_or_end(token);
      case '(': return open(lparen, token, p);
      case '[': return open(lbracket, token, p);
      case '{': return open(lbrace, token, p);
      case ')': return close(rparen, token, p, '(');
      case ']': return close(rbracket, token, p, '[');
      case '}': return close(rbrace, token, p, '{');
      case ',': return one(comma, 1);
      case ':': return p[1] == '=' && !is_at_format_depth() ? one(colon_equal, 2) : one(colon, 1);
      case ';': return one(semicolon, 1);
      case '.':
        if (is_digit(p[1])) return number(token, p);
        return p[1] == '.' && p[2] == '.' ? one(ellipsis, 3) : one(dot, 1);
      case '=': return with_equal(equal, equal_equal);
      case '+': return with_equal(plus, plus_equal);
      case '-': return p[1] == '>' ? one(arrow, 2) : with_equal(minus, minus_equal);
      case '*':
        if (p[1] == '*') return p[2] == '=' ? one(double_star_equal, 3) : one(double_star, 2);
        return with_equal(star, star_equal);
      case '/':
        if (p[1] == '/') return p[2] == '=' ? one(double_slash_equal, 3) : one(double_slash, 2);
        return with_equal(slash, slash_equal);
      case '%': return with_equal(percent, percent_equal);
      case '@': return with_equal(TokenKind::at, at_equal);
      case '|': return with_equal(pipe, pipe_equal);
      case '^': return with_equal(caret, caret_equal);
      case '&': return with_equal(ampersand, ampersand_equal);
      case '~': return one(tilde, 1);
      case '<':
        if (p[1] == '<') return p[2] == '=' ? one(left_shift_equal, 3) : one(left_shift, 2);
        if (p[1] == '>') fail_python2("'<>'", p);
        return with_equal(less, less_equal);
      case '>':
        if (p[1] == '>') return p[2] == '=' ? one(right_shift_equal, 3) : one(right_shift, 2);
        return with_equal(greater, greater_equal);
      case '!':
        if (p[1] == '=') return one(not_equal, 2);
        if (is_at_format_depth()) return one(exclamation, 1);
        fail("invalid syntax", p);
      case '`': fail_python2("backticks", p);
      case '\'': case '"': return string(token, p, p, {});
      case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        return number(token, p);
      default:
        if (!is_identifier_byte(*p)) fail(std::string("invalid character '") + *p + "'", p);
        return name_or_string(token, p);
    }
  }
}

void Tokenizer::name_or_string(Token& token, const char* begin) {
  const char* p = begin + 1;
  while (is_identifier_byte(*p)) ++p;
  if (*p == '"' || *p == '\'') {
    StringPrefix prefix;
    if (string_prefix(begin, p, prefix)) return string(token, begin, p, prefix);
    if (p - begin == 2 && (*begin | 32) == 'u' && (begin[1] | 32) == 'r') fail_python2("a string ur''", begin);
  }
  const KnownWord& word = known_word(begin, static_cast<std::uint32_t>(p - begin));
  token.kind = word.kind;
  token.symbol = word.symbol;
  token.end = at_ = p;
}

void Tokenizer::string(Token& token, const char* begin, const char* quote, StringPrefix prefix) {
  const char q = *quote;
  prefix.triple = quote[1] == q && quote[2] == q;
  const char* p = quote + (prefix.triple ? 3 : 1);
  if (prefix.formatted || prefix.templated) {
    token.kind = formatted;
    token.prefix = prefix;
    token.end = at_ = p;
    return;
  }
  for (;; ++p) {
    while (!string_stops[static_cast<unsigned char>(*p)]) ++p;
    if (*p == q) {
      if (!prefix.triple) break;
      if (p[1] == q && p[2] == q) {
        p += 2;
        break;
      }
    } else if (*p == '\\') {
      prefix.escapes = true;
      if (p[1] && *++p == '\n') pass_newline(p);
    } else if (*p == '\n' && prefix.triple) {
      pass_newline(p);
    } else if (*p == '\n' || !*p) {
      fail(prefix.triple ? "unterminated triple-quoted string literal" : "unterminated string literal", begin);
    }
  }
  token.kind = TokenKind::string;
  token.prefix = prefix;
  token.end = at_ = p + 1;
}

// `1if x else y` is valid, `1a` is not (verify_end_of_number of CPython's tokenizer).
void Tokenizer::check_number_end(const char* begin, const char* at) const {
  if (!is_identifier_byte(*at)) return;
  const char* end = at;
  while (is_identifier_byte(*end)) ++end;
  const std::string_view word(at, static_cast<std::size_t>(end - at));
  for (std::string_view keyword : {"and", "else", "for", "if", "in", "is", "not", "or"}) {
    if (word.starts_with(keyword)) return;
  }
  if ((*at == 'l' || *at == 'L') && word.size() == 1) fail_python2("a number with 'L'", begin);
  fail("invalid decimal literal", begin);
}

void Tokenizer::number(Token& token, const char* begin) {
  const char* p = begin;
  // digits with single underscores between them; leaves p behind
  const auto digits = [&](auto is) {
    const char* from = p;
    while (is(*p) || (*p == '_' && p > from && is(p[-1]) && is(p[1]))) ++p;
    return p > from;
  };
  bool integral = true;
  const char base = *p == '0' ? static_cast<char>(p[1] | 32) : 0;
  if (base == 'x' || base == 'o' || base == 'b') {
    p += 2;
    if (*p == '_') ++p;
    bool any = false;
    if (base == 'x') {
      any = digits(is_hex_digit);
    } else if (base == 'o') {
      any = digits([](char c) { return c >= '0' && c <= '7'; });
    } else {
      any = digits([](char c) { return c == '0' || c == '1'; });
    }
    if (!any || is_digit(*p)) {
      fail(base == 'x'   ? "invalid hexadecimal literal"
           : base == 'o' ? "invalid octal literal"
                         : "invalid binary literal",
           begin);
    }
  } else {
    digits(is_digit);
    const char* whole_end = p;
    if (*p == '.') {
      integral = false;
      ++p;
      digits(is_digit);
    }
    if ((*p | 32) == 'e' && (is_digit(p[1]) || ((p[1] == '+' || p[1] == '-') && is_digit(p[2])))) {
      integral = false;
      p += is_digit(p[1]) ? 1 : 2;
      digits(is_digit);
    }
    if ((*p | 32) == 'j') {
      integral = false;
      ++p;
    }
    if (integral && *begin == '0') {
      for (const char* c = begin; c < whole_end; ++c) {
        if (*c != '0' && *c != '_') fail_python2("an octal number without 'o'", begin);
      }
    }
  }
  check_number_end(begin, p);
  token.kind = TokenKind::number;
  token.end = at_ = p;
}

}  // namespace trueup::ast
