// The smallest parts of an expression, and what stands in brackets of its own.
#include "python/parser_rules.h"
#include "python/strings.h"

namespace trueup::ast {

using enum TokenKind;

Expr* Parser::atom() {
  switch (token_.kind) {
    case name: return name_atom();
    case number: return number_atom();
    case string: case formatted: return strings();
    case none_: return constant_atom(ConstantType::none);
    case true_: return constant_atom(ConstantType::true_);
    case false_: return constant_atom(ConstantType::false_);
    case ellipsis: return constant_atom(ConstantType::ellipsis);
    case lparen: return parentheses();
    case lbracket: return brackets();
    case lbrace: return braces();
    case indent: fail("unexpected indent");
    case end: case newline: fail("invalid syntax");
    default: fail("invalid syntax");
  }
}

Expr* Parser::name_atom() {
  Name* node = make<Name>(here());
  node->id = token_.symbol;
  advance();
  return done(node);
}

Expr* Parser::number_atom() {
  Constant* node = make<Constant>(here());
  const char* text = token_.begin;
  if (token_.end - text == 1) {
    node->type = ConstantType::integer;
    node->integer = *text - '0';
  } else {
    read_number(token_.text(), *node, *arena_);
  }
  advance();
  return done(node);
}

Expr* Parser::constant_atom(ConstantType type) {
  Constant* node = make<Constant>(here());
  node->type = type;
  advance();
  return done(node);
}

// (a), (a, b), (), (yield), (a for a in b)
Expr* Parser::parentheses() {
  const Start start = here();
  advance();
  if (is(rparen)) {
    Tuple* empty = make<Tuple>(start);
    advance();
    return done(empty);
  }
  if (is(yield_)) {
    Expr* inner = yield_expression();
    expect(rparen, "invalid syntax");
    return inner;
  }
  const bool starred = is(star);
  Expr* first = star_named_expression();
  if (is_comprehension()) return outlives_ = true, comprehension<GeneratorExp>(start, first, rparen);
  if (is(comma) || starred) {
    if (!is(comma)) fail("cannot use starred expression here");
    Collect<Expr*> elements(*this);
    elements.add(first);
    while (accept(comma)) {
      if (is(rparen)) break;
      elements.add(star_named_expression());
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elements = elements.keep();
    expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
    return done(tuple);
  }
  expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
  return first;
}

Expr* Parser::brackets() {
  const Start start = here();
  advance();
  Collect<Expr*> elements(*this);
  while (!is(rbracket)) {
    Expr* element = star_named_expression();
    if (is_comprehension() && !elements.size()) return comprehension<ListComp>(start, element, rbracket);
    elements.add(element);
    if (!accept(comma)) break;
  }
  expect(rbracket, "invalid syntax. Perhaps you forgot a comma?");
  List* list = make<List>(start);
  list->elements = elements.keep();
  return done(list);
}

Expr* Parser::braces() {
  const Start start = here();
  advance();
  if (is(rbrace) || is(double_star)) return dict(start, nullptr);
  const TokenKind begins = token_.kind;
  Expr* first = star_named_expression();
  const bool is_key = begins != star && !(begins == name && first->kind == Kind::NamedExpr);
  if (is(colon) && is_key) return dict(start, first);
  return set(start, first);
}

// Behind its first key, or at `**` or `}` when that is nullptr.
Expr* Parser::dict(Start start, Expr* key) {
  Collect<Expr*> both(*this);
  while (!is(rbrace)) {
    if (both.size()) key = is(double_star) ? nullptr : expression();
    both.add(key);
    if (key) {
      expect(colon, "':' expected after dictionary key");
      both.add(expression());
      if (is_comprehension() && both.size() == 2) {
        DictComp* node = make<DictComp>(start);
        node->key = key, node->value = both[1];
        node->generators = comprehensions();
        expect(rbrace, "invalid syntax. Perhaps you forgot a comma?");
        return done(node);
      }
    } else {
      advance();
      both.add(operation(5));  // tighter than a comparison
      if (is_comprehension()) fail("dict unpacking cannot be used in dict comprehension");
    }
    if (!accept(comma)) break;
  }
  expect(rbrace, "invalid syntax. Perhaps you forgot a comma?");
  Dict* node = make<Dict>(start);
  const std::uint32_t count = static_cast<std::uint32_t>(both.size() / 2);
  if (count) {
    node->keys = {static_cast<Expr**>(arena_->allocate(count * sizeof(Expr*))), count};
    node->values = {static_cast<Expr**>(arena_->allocate(count * sizeof(Expr*))), count};
    for (std::uint32_t i = 0; i < count; ++i) node->keys[i] = both[2 * i], node->values[i] = both[2 * i + 1];
  }
  return done(node);
}

Expr* Parser::set(Start start, Expr* first) {
  if (is_comprehension()) return comprehension<SetComp>(start, first, rbrace);
  Collect<Expr*> elements(*this);
  elements.add(first);
  while (accept(comma)) {
    if (is(rbrace)) break;
    elements.add(star_named_expression());
  }
  expect(rbrace, "invalid syntax. Perhaps you forgot a comma?");
  Set* node = make<Set>(start);
  node->elements = elements.keep();
  return done(node);
}

template <class T>
Expr* Parser::comprehension(Start start, Expr* element, TokenKind closing) {
  if (element->kind == Kind::Starred) fail_at(*element, "iterable unpacking cannot be used in comprehension");
  T* node = make<T>(start);
  node->element = element;
  node->generators = comprehensions();
  expect(closing, "invalid syntax. Perhaps you forgot a comma?");
  return done(node);
}

Span<Comprehension> Parser::comprehensions() {
  std::vector<Comprehension> all;
  while (is_comprehension()) {
    Comprehension one;
    one.is_async = accept(async_);
    expect(for_, "expected 'for'");
    one.target = target_list();
    expect(in_, "'in' expected after for-loop variables");
    one.iter = operation(1);
    Collect<Expr*> ifs(*this);
    while (accept(if_)) ifs.add(operation(1));
    one.ifs = ifs.keep();
    all.push_back(one);
  }
  return arena_->copy(all.data(), all.size());
}

}  // namespace trueup::ast
