// String literals: runs of adjacent ones, and the insides of f-strings (PEP 701) and t-strings (PEP 750).
#include <cstring>

#include "python/parser_rules.h"
#include "python/strings.h"

namespace trueup::ast {

using enum TokenKind;

// What a run of literals is made of: constants and replacement fields in turn.
struct Parser::Pieces {
  explicit Pieces(Parser& parser, Start start) : values(parser), start(start) {}

  Collect<Expr*> values;
  Start start;             // of the text at hand
  std::string buffer;      // the text at hand, when it is not
  std::string_view whole;  // a piece of the source as it stands
  bool named = false;
  bool is_begun = false;   // start is that of the text at hand, even if nothing of it has come yet

  void begin(Start at) {
    if (!has_text() && !is_begun) start = at, is_begun = true;
  }
  bool has_text() const { return !whole.empty() || !buffer.empty(); }
  std::string_view text() const { return buffer.empty() ? whole : std::string_view(buffer); }
  // Of source text that means itself.
  void add_plain(std::string_view text) {
    if (!has_text()) {
      whole = text;
    } else {
      flatten() += text;
    }
  }
  std::string& flatten() {
    buffer += whole;
    whole = {};
    return buffer;
  }
  void clear() { buffer.clear(), whole = {}, named = is_begun = false; }
};

namespace {

// An expression as written, for `{expression=}`: CPython leaves comments out since 3.13.
void without_comments(std::string_view text, std::string& out) {
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (!quote && c == '#') {
      at = std::min(text.find('\n', at), text.size());
      if (at == text.size()) return;
    } else if (!quote && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
    out += text[at];
  }
}

}  // namespace

Constant* Parser::string_constant(Start start, std::string_view text) {
  Constant* node = make<Constant>(start);
  node->type = ConstantType::string;
  node->text = kept(text);
  return node;
}

Expr* Parser::strings() {
  const Start start = here();
  const StringPrefix first = token_.prefix;
  Pieces pieces(*this, start);
  bool formatted_any = false, templated_any = false, plain_any = false;
  while (is(string) || is(formatted)) {
    const Token token = token_;
    if (token.prefix.bytes != first.bytes) fail("cannot mix bytes and nonbytes literals");
    if (is(string)) {
      plain_string(token, pieces);
      plain_any = true;
    } else {
      Nesting nesting(*this);
      formatted_string(token, pieces);
      (token.prefix.templated ? templated_any : formatted_any) = true;
    }
    advance();
  }
  if (templated_any && (formatted_any || plain_any)) {
    throw SyntaxError{"cannot mix t-string literals with string or bytes literals", start.line, start.column};
  }
  if (!formatted_any && !templated_any) {
    Constant* node = string_constant(start, pieces.buffer.empty() ? pieces.whole : lasting_.copy(pieces.buffer));
    if (first.bytes) node->type = ConstantType::bytes;
    node->is_u_string = first.unicode;
    node->has_named_characters = pieces.named;
    return done(node);
  }
  flush(pieces);
  if (templated_any) {
    TemplateStr* node = make<TemplateStr>(start);
    node->values = pieces.values.keep();
    return done(node);
  }
  JoinedStr* node = make<JoinedStr>(start);
  node->values = pieces.values.keep();
  return done(node);
}

void Parser::plain_string(const Token& token, Pieces& pieces) {
  const unsigned quotes = token.prefix.triple ? 3 : 1;
  const std::string_view raw = token.text().substr(token.prefix.size + quotes);
  const std::string_view inner = raw.substr(0, raw.size() - quotes);
  pieces.begin({token.line, token.column});
  if (token.prefix.bytes) {
    for (char c : inner) {
      if (static_cast<unsigned char>(c) >= 128) fail("bytes can only contain ASCII literal characters");
    }
  }
  if (token.prefix.raw || !token.prefix.escapes) return pieces.add_plain(inner);
  try {
    if (token.prefix.bytes) {
      decode_bytes(inner, pieces.flatten());
    } else if (decode_string(inner, pieces.flatten()) == NamedCharacters::some) {
      pieces.named = true;
    }
  } catch (SyntaxError& error) {
    fail(std::move(error.message));
  }
}

void Parser::flush(Pieces& pieces) {
  if (!pieces.has_text()) return pieces.clear();
  Constant* node = string_constant(pieces.start, pieces.buffer.empty() ? pieces.whole : lasting_.copy(pieces.buffer));
  node->end = static_cast<std::uint32_t>(tokenizer_.at() - source_.data());
  node->has_named_characters = pieces.named;
  pieces.values.add(node);
  pieces.clear();
}

// Entered with the tokenizer behind the opening quotes; left with it behind the closing ones.
void Parser::formatted_string(const Token& token, Pieces& pieces) {
  for (;;) {
    formatted_literal(token, pieces, Within::string);
    const char* at = tokenizer_.at();
    if (*at != '{') {
      tokenizer_.set_at(at + (token.prefix.triple ? 3 : 1));
      token_.end = tokenizer_.at();
      return;
    }
    tokenizer_.set_at(at + 1);
    replacement_field(token, pieces);
  }
}

// Literal text up to the closing quotes or the brace that begins a field; within a format, up to a brace of any kind.
void Parser::formatted_literal(const Token& token, Pieces& pieces, Within within) {
  const bool in_format = within == Within::format;
  const char* from = tokenizer_.at();
  const char* at = from;
  const char quote = token.begin[token.prefix.size];
  bool escapes = false;
  const Start start{tokenizer_.line(), tokenizer_.column(at)};
  const auto take = [&](const char* to) {
    const std::string_view raw(from, static_cast<std::size_t>(to - from));
    if (raw.empty()) return;
    pieces.begin(start);
    if (!escapes || token.prefix.raw) return pieces.add_plain(raw);
    try {
      if (decode_string(raw, pieces.flatten()) == NamedCharacters::some) pieces.named = true;
    } catch (SyntaxError& error) {
      tokenizer_.fail(std::move(error.message), from);
    }
    escapes = false;
  };
  for (;; ++at) {
    if (*at == quote && !in_format && (!token.prefix.triple || (at[1] == quote && at[2] == quote))) break;
    if (*at == '{') {
      if (in_format || at[1] != '{') break;
      take(++at);
      from = at + 1;
    } else if (*at == '}') {
      if (in_format) break;
      if (at[1] != '}') tokenizer_.fail("f-string: single '}' is not allowed", at);
      take(++at);
      from = at + 1;
    } else if (*at == '\\') {
      escapes = true;
      if (at[1] == '{' || at[1] == '}') continue;
      if (!token.prefix.raw && at[1] == 'N' && at[2] == '{') {
        const char* close = at + std::strcspn(at, "}\n");
        if (*close != '}') tokenizer_.fail("(unicode error) malformed \\N character escape", at);
        at = close;
      } else if (at[1] && *++at == '\n') {
        tokenizer_.pass_newline(at);
      }
    } else if (*at == '\n' && token.prefix.triple) {
      tokenizer_.pass_newline(at);
    } else if (*at == '\n' && in_format) {
      break;  // a line's end ends the format too, as in CPython
    } else if (!*at || *at == '\n') {
      tokenizer_.fail(token.prefix.triple ? "unterminated triple-quoted f-string literal"
                                          : "unterminated f-string literal", token.begin);
    } else if (in_format && *at == quote && !token.prefix.triple) {
      tokenizer_.fail("f-string: expecting '}'", at);
    }
  }
  take(at);
  tokenizer_.set_at(at);
}

// {value = !r :format}; entered behind its opening brace, left behind the closing one.
void Parser::replacement_field(const Token& token, Pieces& pieces) {
  Nesting nesting(*this);
  const char* from = tokenizer_.at();
  const Start start{tokenizer_.line(), tokenizer_.column(from - 1)};
  const Tokenizer::Field around = tokenizer_.enter_field();
  advance();
  if (is(rbrace) || is(exclamation) || is(colon) || is(equal)) fail("f-string: valid expression required before '}'");
  Expr* value = yield_or_star_expressions();
  const char* written_end = token_.begin;
  bool debug = false;
  if (is(equal)) {
    debug = true;
    advance();
    const std::string_view written(from, static_cast<std::size_t>(token_.begin - from));
    pieces.begin({start.line, start.column + 1});
    written.find('#') == written.npos ? pieces.add_plain(written) : without_comments(written, pieces.flatten());
  }
  flush(pieces);
  FormattedValue* field = make<FormattedValue>(start);
  field->value = value;
  if (token.prefix.templated) {
    while (from < written_end && std::strchr(" \t\n\f", *from)) ++from;
    while (from < written_end && std::strchr(" \t\n\f", written_end[-1])) --written_end;
    field->text = kept({from, static_cast<std::size_t>(written_end - from)});
  }
  if (is(exclamation)) {
    const char* behind = token_.end;
    advance();
    if (token_.begin != behind) fail("f-string: conversion type must come right after the exclamation mark");
    const std::string_view letter = token_.text();
    if (!is(name) || (letter != "s" && letter != "r" && letter != "a")) {
      fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    field->conversion = letter[0];
    advance();
  }
  if (is(colon)) {
    field->format_spec = format_spec(token);
  } else if (debug && !field->conversion) {
    field->conversion = 'r';
  }
  if (!is(rbrace)) fail("f-string: expecting '}'");
  tokenizer_.leave_field(around);
  field->end = static_cast<std::uint32_t>(tokenizer_.at() - source_.data());
  pieces.values.add(field);
}

// Entered with the colon as current token, left with the brace that closes the field.
Expr* Parser::format_spec(const Token& token) {
  const Start start = here();
  JoinedStr* spec = make<JoinedStr>(start);
  Pieces pieces(*this, start);
  for (;;) {
    formatted_literal(token, pieces, Within::format);
    const char* at = tokenizer_.at();
    if (*at != '{') break;
    tokenizer_.set_at(at + 1);
    replacement_field(token, pieces);
  }
  flush(pieces);
  spec->values = pieces.values.keep();
  spec->end = static_cast<std::uint32_t>(tokenizer_.at() - source_.data());
  advance();
  return spec;
}

}  // namespace trueup::ast
