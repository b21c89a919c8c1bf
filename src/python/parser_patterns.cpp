// `match` and its patterns (PEP 634).
#include "python/parser_rules.h"

namespace trueup::ast {

using enum TokenKind;

// `match` is an ordinary name unless its line is a block's head: no other statement that begins with a name ends in a
// colon.
bool Parser::is_match_statement() const {
  switch (*token_.end) {
    case ' ':
    case '\t':
    case '(':
    case '[':
    case '{':
    case '"':
    case '\'':
    case '-':
    case '*':
    case '~':
    case '\\':
      break;
    default: return false;
  }
  return token_.text() == "match" && tokenizer_.line_ends_in_colon(token_.end);
}

Stmt* Parser::match_statement() {
  const std::uint32_t line = token_.line;
  Match* match = make<Match>(here());
  advance();
  const Start start = here();
  const bool starred = is(star);
  Expr* subject = star_named_expression();
  if (is(comma)) {
    Collect<Expr*> elements(*this);
    elements.add(subject);
    while (accept(comma)) {
      if (is(colon)) break;
      elements.add(star_named_expression());
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elements = elements.keep();
    subject = done(tuple);
  } else if (starred) {
    fail("invalid syntax");
  }
  match->subject = subject;
  expect(colon, "expected ':'");
  expect(newline, "invalid syntax");
  if (!is(indent)) fail("expected an indented block after 'match' statement on line " + std::to_string(line));
  advance();
  std::vector<MatchCase> cases;
  while (is_name("case")) cases.push_back(match_case());
  if (cases.empty() || !is(dedent)) fail("invalid syntax");
  match->cases = arena_->copy(cases.data(), cases.size());
  done(match);
  advance();
  return match;
}

MatchCase Parser::match_case() {
  const std::uint32_t line = token_.line;
  advance();
  MatchCase one;
  one.pattern = patterns();
  if (accept(if_)) one.guard = named_expression();
  one.body = block("'case' statement", line);
  return one;
}

// Several with commas are a sequence without brackets.
Pattern* Parser::patterns() {
  const Start start = here();
  const bool starred = is(star);
  Pattern* first = star_pattern();
  if (!is(comma)) {
    if (starred) fail("invalid syntax");
    return first;
  }
  Collect<Pattern*> all(*this);
  all.add(first);
  while (accept(comma)) {
    if (is(colon) || is(if_)) break;
    all.add(star_pattern());
  }
  MatchSequence* sequence = make<MatchSequence>(start);
  sequence->patterns = all.keep();
  return done(sequence);
}

Pattern* Parser::star_pattern() {
  if (!is(star)) return pattern();
  MatchStar* starred = make<MatchStar>(here());
  advance();
  const bool wildcard = is_name("_");
  const Symbol name = expect_name();
  if (!wildcard) starred->name = name;
  return done(starred);
}

Pattern* Parser::pattern() {
  Nesting nesting(*this);
  const Start start = here();
  Pattern* inner = or_pattern();
  if (!accept(as_)) return inner;
  if (is_name("_")) fail("cannot use '_' as a target");
  MatchAs* as = make<MatchAs>(start);
  as->pattern = inner;
  as->name = expect_name();
  return done(as);
}

Pattern* Parser::or_pattern() {
  const Start start = here();
  Pattern* first = closed_pattern();
  if (!is(pipe)) return first;
  Collect<Pattern*> all(*this);
  all.add(first);
  while (accept(pipe)) all.add(closed_pattern());
  MatchOr* either = make<MatchOr>(start);
  either->patterns = all.keep();
  return done(either);
}

Pattern* Parser::closed_pattern() {
  const Start start = here();
  switch (token_.kind) {
    case name: return name_pattern();
    case lparen: return group_or_sequence_pattern(rparen);
    case lbracket: return group_or_sequence_pattern(rbracket);
    case lbrace: return mapping_pattern();
    case none_: case true_: case false_: {
      MatchSingleton* single = make<MatchSingleton>(start);
      single->value = is(none_) ? ConstantType::none : is(true_) ? ConstantType::true_ : ConstantType::false_;
      advance();
      return done(single);
    }
    default: {
      MatchValue* value = make<MatchValue>(start);
      value->value = pattern_value();
      return done(value);
    }
  }
}

// A capture, `_`, a dotted name that is a value, or a class.
Pattern* Parser::name_pattern() {
  const Start start = here();
  const bool wildcard = is_name("_");
  Expr* name = name_atom();
  const bool dotted = is(dot);
  while (accept(dot)) {
    Attribute* attribute = make<Attribute>(start);
    attribute->value = name;
    attribute->attr = expect_name();
    name = done(attribute);
  }
  if (is(lparen)) return class_pattern(start, name);
  if (dotted) {
    MatchValue* value = make<MatchValue>(start);
    value->value = name;
    return done(value);
  }
  MatchAs* capture = make<MatchAs>(start);
  if (!wildcard) capture->name = to<Name>(name).id;
  return done(capture);
}

Pattern* Parser::class_pattern(Start start, Expr* cls) {
  advance();
  MatchClass* node = make<MatchClass>(start);
  node->cls = cls;
  Collect<Pattern*> positional(*this);
  std::vector<Symbol> names;
  std::vector<Pattern*> values;
  while (!is(rparen)) {
    const Symbol word = token_.symbol;
    const bool bare = is(name);
    Pattern* one = pattern();
    if (bare && is(equal) && one->kind == Kind::MatchAs && !to<MatchAs>(one).pattern) {
      advance();
      names.push_back(word);
      values.push_back(pattern());
    } else {
      if (!names.empty()) fail("positional patterns follow keyword patterns");
      positional.add(one);
    }
    if (!accept(comma)) break;
  }
  expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
  node->patterns = positional.keep();
  node->keyword_names = arena_->copy(names.data(), names.size());
  node->keyword_patterns = arena_->copy(values.data(), values.size());
  return done(node);
}

Pattern* Parser::group_or_sequence_pattern(TokenKind closing) {
  const Start start = here();
  advance();
  Collect<Pattern*> all(*this);
  bool comma_any = false;
  while (!is(closing)) {
    all.add(star_pattern());
    if (!accept(comma)) break;
    comma_any = true;
  }
  expect(closing, "invalid syntax. Perhaps you forgot a comma?");
  if (closing == rparen && all.size() == 1 && !comma_any) {
    if (all[0]->kind == Kind::MatchStar) fail_at(*all[0], "invalid syntax");
    return all[0];
  }
  MatchSequence* sequence = make<MatchSequence>(start);
  sequence->patterns = all.keep();
  return done(sequence);
}

Pattern* Parser::mapping_pattern() {
  MatchMapping* node = make<MatchMapping>(here());
  advance();
  Collect<Expr*> keys(*this);
  std::vector<Pattern*> values;
  while (!is(rbrace)) {
    if (!node->rest.empty()) fail("double star pattern must be the last one");
    if (accept(double_star)) {
      if (is_name("_")) fail("invalid syntax");
      node->rest = expect_name();
    } else {
      Expr* key = is(name) || is(none_) || is(true_) || is(false_) ? primary() : pattern_value();
      if (key->kind == Kind::Name || key->kind == Kind::Call || key->kind == Kind::Subscript) {
        fail_at(*key, "mapping pattern keys may only match literals and attribute lookups");
      }
      keys.add(key);
      expect(colon, "expected ':'");
      values.push_back(pattern());
    }
    if (!accept(comma)) break;
  }
  expect(rbrace, "invalid syntax. Perhaps you forgot a comma?");
  node->keys = keys.keep();
  node->patterns = arena_->copy(values.data(), values.size());
  return done(node);
}

// A number, perhaps negative or complex, or strings.
Expr* Parser::pattern_value() {
  if (is(string) || is(formatted)) return strings();
  const Start start = here();
  const auto one = [&]() -> Expr* {
    if (!is(number)) fail("patterns may only match literals and attribute lookups");
    return number_atom();
  };
  Expr* value = nullptr;
  if (is(minus)) {
    UnaryOp* negative = make<UnaryOp>(start);
    negative->op = UnaryOperator::minus;
    advance();
    negative->operand = one();
    value = done(negative);
  } else {
    value = one();
  }
  if (!is(plus) && !is(minus)) return value;
  BinOp* complex = make<BinOp>(start);
  complex->op = is(plus) ? Operator::add : Operator::sub;
  advance();
  complex->left = value;
  complex->right = one();
  if (to<Constant>(complex->right).type != ConstantType::imaginary) {
    fail_at(*complex->right, "imaginary number required in complex literal");
  }
  return done(complex);
}

}  // namespace trueup::ast
