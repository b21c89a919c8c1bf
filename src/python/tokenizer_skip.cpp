// Looking ahead over text without making tokens of it: what is stepped over is only checked as far as is needed to
// find where it ends.
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "python/tokenizer.h"

namespace trueup::ast {
namespace {

#if !defined(__SSE2__)
constexpr std::array<bool, 256> stops = [] {
  std::array<bool, 256> is = {};
  for (unsigned char c : {'\0', '\n', '\\', '\'', '"', '#', '(', ')', '[', ']', '{', '}'}) is[c] = true;
  return is;
}();
#endif

// The next byte of code at or behind `at` that may matter: one of `stops`, or perhaps another.
const char* next_stop(const char* at) {
#if defined(__SSE2__)
  // Three ranges hold them all, and little else: 0 to \n, `"` to `)`, and `[` to `]` with `{` to `}`.
  const auto below = [](__m128i bytes, int first, int most) {
    const __m128i from_first = _mm_sub_epi8(bytes, _mm_set1_epi8(static_cast<char>(first)));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8(static_cast<char>(most))), from_first);
  };
  for (;; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found = _mm_or_si128(
        _mm_or_si128(below(bytes, 0, '\n'), below(bytes, '"', ')' - '"')),
        below(_mm_and_si128(bytes, _mm_set1_epi8(static_cast<char>(0xDF))), '[', ']' - '['));
    if (const int mask = _mm_movemask_epi8(found)) return at + __builtin_ctz(static_cast<unsigned>(mask));
  }
#else
  while (!stops[static_cast<unsigned char>(*at)]) ++at;
  return at;
#endif
}

// The next quote q, backslash, newline or zero at or behind `at`.
const char* next_string_stop(const char* at, char q) {
#if defined(__SSE2__)
  for (;; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i found = _mm_or_si128(_mm_or_si128(is(q), is('\\')), _mm_or_si128(is('\n'), is('\0')));
    if (const int mask = _mm_movemask_epi8(found)) return at + __builtin_ctz(static_cast<unsigned>(mask));
  }
#else
  while (*at != q && *at != '\\' && *at != '\n' && *at) ++at;
  return at;
#endif
}

constexpr unsigned most_nested = 100;  // f-strings within f-strings

enum class Until { line_end, closing_bracket };

class Scan {
 public:
  explicit Scan(const char* from, std::uint32_t line = 1) : at(from), line(line), code_end(from) {}

  const char* at;
  std::uint32_t line;
  const char* code_end;  // after a line: behind its last byte that is no comment

  // To behind the end of the logical line, or behind the bracket that closes `depth`. False: broken.
  bool pass(unsigned depth, Until until) {
    const char* comment = nullptr;
    for (;;) {
      at = next_stop(at);
      switch (*at) {
        case '\n':
          if (!depth && until == Until::line_end) {
            code_end = comment ? comment : at;
            ++line, ++at;
            return true;
          }
          comment = nullptr;
          ++line, ++at;
          break;
        case '\0':
          code_end = comment ? comment : at;
          return !depth && until == Until::line_end;
        case '#':
          comment = at;
          at += std::strcspn(at, "\n");
          break;
        case '\'': case '"':
          if (!pass_string()) return false;
          break;
        case '\\':
          if (at[1] != '\n') return false;
          ++line, at += 2;
          break;
        case '(': case '[': case '{': ++depth, ++at; break;
        case ')': case ']': case '}':
          if (!depth) return false;
          ++at;
          if (!--depth && until == Until::closing_bracket) return true;
          break;
        default: ++at;
      }
    }
  }

 private:
  // Whether the letters in front of a quote make it an f-string or a t-string.
  static bool is_formatted(const char* quote) {
    const auto is_mark = [](char c) { return (c | 32) == 'f' || (c | 32) == 't'; };
    const auto is_raw = [](char c) { return (c | 32) == 'r'; };
    if (is_mark(quote[-1])) {
      return !is_identifier_byte(quote[-2]) || (is_raw(quote[-2]) && !is_identifier_byte(quote[-3]));
    }
    return is_raw(quote[-1]) && is_mark(quote[-2]) && !is_identifier_byte(quote[-3]);
  }

  bool pass_string() {
    const bool formatted = is_formatted(at);
    const char q = *at;
    const bool triple = at[1] == q && at[2] == q;
    at += triple ? 3 : 1;
    if (formatted) return pass_formatted(q, triple ? 3 : 1);
    for (;; ++at) {
      at = next_string_stop(at, q);
      if (*at == q) {
        if (!triple || (at[1] == q && at[2] == q)) break;
      } else if (*at == '\\') {
        if (*++at == '\n') ++line;
        if (!*at) return false;
      } else if (*at == '\n' && triple) {
        ++line;
      } else {
        return false;
      }
    }
    at += triple ? 3 : 1;
    return true;
  }

  // The literal part of an f-string, up to and behind its closing quotes.
  bool pass_formatted(char q, unsigned quotes) {
    if (++nested_ > most_nested) return false;
    for (;;) {
      if (*at == q && (quotes == 1 || (at[1] == q && at[2] == q))) {
        at += quotes;
        --nested_;
        return true;
      }
      if (*at == '{' && at[1] == '{') {
        at += 2;
      } else if (*at == '{') {
        ++at;
        if (!pass_field()) return false;
      } else if (!pass_literal_byte(quotes)) {
        return false;
      }
    }
  }
  bool pass_literal_byte(unsigned quotes) {
    if (!*at || (*at == '\n' && quotes == 1)) return false;
    if (*at == '\\' && at[1] != '{' && at[1] != '}') {
      if (!at[1]) return false;
      if (at[1] == 'N' && at[2] == '{') at += 2;  // its brace begins no field
      ++at;
    }
    if (*at == '\n') ++line;
    ++at;
    return true;
  }
  // A replacement field behind its opening brace, up to and behind the closing one.
  bool pass_field() {
    if (++nested_ > most_nested) return false;
    for (unsigned depth = 0;;) {
      switch (*at) {
        case '\0': return false;
        case '\'': case '"':
          if (!pass_string()) return false;
          continue;
        case '#': at += std::strcspn(at, "\n"); continue;
        case '\n': ++line; break;
        case '(': case '[': case '{': ++depth; break;
        case ')': case ']':
          if (!depth--) return false;
          break;
        case '}':
          if (!depth) {
            ++at;
            --nested_;
            return true;
          }
          --depth;
          break;
        case ':':
          if (!depth) return ++at, pass_format();
          break;
        default: break;
      }
      ++at;
    }
  }
  // The format of a field behind its colon, up to and behind the brace that closes the field.
  bool pass_format() {
    for (;;) {
      if (*at == '}') {
        ++at;
        --nested_;
        return true;
      }
      if (*at == '{') {
        ++at;
        if (!pass_field()) return false;
      } else if (!pass_literal_byte(3)) {
        return false;
      }
    }
  }

  unsigned nested_ = 0;
};

}  // namespace

const char* Tokenizer::behind_brackets(const char* from) const {
  Scan scan(from);
  return scan.pass(1, Until::closing_bracket) ? scan.at : nullptr;
}

bool Tokenizer::line_ends_in_colon(const char* from) const {
  Scan scan(from);
  if (!scan.pass(0, Until::line_end)) return false;
  const char* last = scan.code_end;
  while (last > from && (last[-1] == ' ' || last[-1] == '\t' || last[-1] == '\f')) --last;
  return last > from && last[-1] == ':';
}

bool Tokenizer::skip_block(Block& block) {
  Scan scan(at_, line_);
  bool any = false;
  const char* line_begin = at_;
  for (;;) {
    line_begin = scan.at;
    if (scan.at >= limit_) break;
    const Indentation in = indentation(scan.at);
    if (*scan.at == '#') scan.at += std::strcspn(scan.at, "\n");
    if (*scan.at == '\n') {
      ++scan.at, ++scan.line;
      continue;
    }
    if (!*scan.at) continue;  // the end of the source is the limit
    if (*scan.at == '\\') return false;
    if (in.columns <= indent()) break;
    any = true;
    if (!scan.pass(0, Until::line_end)) return false;
  }
  if (!any) return false;
  const char* code_end = scan.code_end;
  while (code_end[-1] == ' ' || code_end[-1] == '\t' || code_end[-1] == '\f') --code_end;
  block = {static_cast<std::uint32_t>(at_ - begin_), static_cast<std::uint32_t>(line_begin - begin_), line_,
           static_cast<std::uint32_t>(code_end - begin_)};
  at_ = line_begin_ = line_begin;
  line_ = scan.line;
  return true;
}

}  // namespace trueup::ast
