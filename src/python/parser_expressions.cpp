// Operators, calls, subscripts: everything between a statement and the smallest parts of an expression.
#include <array>

#include "python/parser_rules.h"

namespace trueup::ast {
namespace {

using enum TokenKind;

// How tightly an infix operator binds; 0: not one. Prefix `not` stands between and_precedence and comparisons.
enum Precedence : std::uint8_t {
  no_operator, or_precedence, and_precedence, not_precedence, comparison_precedence, bitor_precedence,
  bitxor_precedence, bitand_precedence, shift_precedence, sum_precedence, term_precedence,
};
struct Infix {
  Precedence precedence = no_operator;
  Operator op = Operator::add;
};
constexpr std::array<Infix, token_kinds> infixes = [] {
  std::array<Infix, token_kinds> is = {};
  const auto set = [&](TokenKind kind, Precedence precedence, Operator op = Operator::add) {
    is[static_cast<unsigned>(kind)] = {precedence, op};
  };
  set(or_, or_precedence);
  set(and_, and_precedence);
  for (TokenKind kind : {less, greater, less_equal, greater_equal, equal_equal, not_equal, in_, is_, not_}) {
    set(kind, comparison_precedence);
  }
  set(pipe, bitor_precedence, Operator::bitor_);
  set(caret, bitxor_precedence, Operator::bitxor_);
  set(ampersand, bitand_precedence, Operator::bitand_);
  set(left_shift, shift_precedence, Operator::lshift);
  set(right_shift, shift_precedence, Operator::rshift);
  set(plus, sum_precedence, Operator::add);
  set(minus, sum_precedence, Operator::sub);
  set(star, term_precedence, Operator::mult);
  set(slash, term_precedence, Operator::div);
  set(double_slash, term_precedence, Operator::floordiv);
  set(percent, term_precedence, Operator::mod);
  set(TokenKind::at, term_precedence, Operator::matmult);
  return is;
}();

const char* described(const Expr& expr) {
  switch (expr.kind) {
    case Kind::Call: return "function call";
    case Kind::Constant: {
      switch (to<Constant>(&expr).type) {
        case ConstantType::none: return "None";
        case ConstantType::true_: return "True";
        case ConstantType::false_: return "False";
        case ConstantType::ellipsis: return "ellipsis";
        default: return "literal";
      }
    }
    case Kind::Compare: return "comparison";
    case Kind::Lambda: return "lambda";
    case Kind::IfExp: return "conditional expression";
    case Kind::Await: return "await expression";
    case Kind::Yield: case Kind::YieldFrom: return "yield expression";
    case Kind::GeneratorExp: return "generator expression";
    case Kind::ListComp: return "list comprehension";
    case Kind::SetComp: return "set comprehension";
    case Kind::DictComp: return "dict comprehension";
    case Kind::Dict: return "dict literal";
    case Kind::Set: return "set display";
    case Kind::JoinedStr: return "f-string expression";
    case Kind::TemplateStr: return "t-string expression";
    case Kind::NamedExpr: return "named expression";
    default: return "expression";
  }
}

}  // namespace

Expr* Parser::expression() {
  Nesting nesting(*this);
  if (is(lambda_)) return lambda();
  const Start start = here();
  Expr* body = operation(or_precedence);
  if (!is(if_)) return body;
  advance();
  IfExp* choice = make<IfExp>(start);
  choice->body = body;
  choice->test = operation(or_precedence);
  expect(else_, "expected 'else' after 'if' expression");
  choice->orelse = expression();
  return done(choice);
}

Expr* Parser::named_expression() {
  const Start start = here();
  const bool bare = is(name);
  Expr* value = expression();
  if (!is(colon_equal)) return value;
  if (!bare || value->kind != Kind::Name) {
    fail_at(*value, std::string("cannot use assignment expressions with ") + described(*value));
  }
  advance();
  NamedExpr* named = make<NamedExpr>(start);
  set_context(value, Context::store);
  named->target = value;
  named->value = expression();
  return done(named);
}

Expr* Parser::star_expression() {
  if (!is(star)) return expression();
  Starred* starred = make<Starred>(here());
  advance();
  starred->value = operation(bitor_precedence);
  return done(starred);
}

Expr* Parser::star_named_expression() { return is(star) ? star_expression() : named_expression(); }

// What may stand behind the last comma of a list without brackets.
bool Parser::ends_list() const {
  switch (token_.kind) {
    case newline: case end: case semicolon: case rparen: case rbracket: case rbrace: case equal: case colon: case in_:
    case exclamation: case plus_equal: case minus_equal: case star_equal: case at_equal: case slash_equal:
    case percent_equal: case double_star_equal: case left_shift_equal: case right_shift_equal: case pipe_equal:
    case caret_equal: case ampersand_equal: case double_slash_equal:
      return true;
    default: return false;
  }
}

Expr* Parser::star_expressions() {
  const Start start = here();
  Expr* first = star_expression();
  if (!is(comma)) return first;
  Collect<Expr*> elements(*this);
  elements.add(first);
  while (accept(comma)) {
    if (ends_list()) break;
    elements.add(star_expression());
  }
  Tuple* tuple = make<Tuple>(start);
  tuple->elements = elements.keep();
  return done(tuple);
}

Expr* Parser::yield_or_star_expressions() { return is(yield_) ? yield_expression() : star_expressions(); }

Expr* Parser::yield_expression() {
  const Start start = here();
  yields_ = true;
  advance();
  if (accept(from_)) {
    YieldFrom* from = make<YieldFrom>(start);
    from->value = expression();
    return done(from);
  }
  Yield* yield = make<Yield>(start);
  if (!ends_list()) yield->value = star_expressions();
  return done(yield);
}

Expr* Parser::lambda() {
  outlives_ = true;
  Lambda* lambda = make<Lambda>(here());
  advance();
  lambda->parameters = parameters(Of::lambda);
  if (tokenizer_.is_at_format_depth()) fail("f-string: lambda expressions are not allowed without parentheses");
  expect(colon, "expected ':'");
  const bool outside = yields_;
  yields_ = false;
  lambda->body = expression();
  lambda->is_generator = yields_;
  yields_ = outside;
  return done(lambda);
}

Expr* Parser::operation(unsigned least) {
  const Start start = here();
  Expr* left = nullptr;
  if (is(not_)) {
    if (least > not_precedence) fail("invalid syntax");
    Nesting nesting(*this);
    UnaryOp* inverted = make<UnaryOp>(start);
    inverted->op = UnaryOperator::not_;
    advance();
    inverted->operand = operation(not_precedence);
    left = done(inverted);
  } else {
    left = unary();
  }
  for (;;) {
    const Infix infix = infixes[static_cast<unsigned>(token_.kind)];
    if (infix.precedence < least || infix.precedence == no_operator) return left;
    if (infix.precedence > comparison_precedence) {
      advance();
      BinOp* binary = make<BinOp>(start);
      binary->op = infix.op;
      binary->left = left;
      binary->right = operation(infix.precedence + 1);
      left = done(binary);
    } else if (infix.precedence == comparison_precedence) {
      left = comparison(start, left);
    } else {
      left = bool_operation(start, left, infix.precedence);
    }
  }
}

Expr* Parser::bool_operation(Start start, Expr* left, unsigned precedence) {
  Collect<Expr*> values(*this);
  values.add(left);
  const TokenKind word = token_.kind;
  while (accept(word)) values.add(operation(precedence + 1));
  BoolOp* both = make<BoolOp>(start);
  both->op = word == or_ ? BoolOperator::or_ : BoolOperator::and_;
  both->values = values.keep();
  return done(both);
}

Expr* Parser::comparison(Start start, Expr* left) {
  Collect<Expr*> comparators(*this);
  std::string ops;  // short ones need no memory of their own
  while (infixes[static_cast<unsigned>(token_.kind)].precedence == comparison_precedence) {
    CompareOperator op = CompareOperator::equal;
    const TokenKind kind = token_.kind;
    advance();
    switch (kind) {
      case equal_equal: op = CompareOperator::equal; break;
      case not_equal: op = CompareOperator::unequal; break;
      case less: op = CompareOperator::less; break;
      case less_equal: op = CompareOperator::less_equal; break;
      case greater: op = CompareOperator::greater; break;
      case greater_equal: op = CompareOperator::greater_equal; break;
      case in_: op = CompareOperator::in; break;
      case not_:
        expect(in_, "invalid syntax");
        op = CompareOperator::not_in;
        break;
      default: op = accept(not_) ? CompareOperator::is_not : CompareOperator::is;
    }
    ops += static_cast<char>(op);
    comparators.add(operation(bitor_precedence));
  }
  Compare* compare = make<Compare>(start);
  compare->left = left;
  compare->comparators = comparators.keep();
  compare->ops = {static_cast<CompareOperator*>(arena_->allocate(ops.size())), static_cast<std::uint32_t>(ops.size())};
  for (std::uint32_t i = 0; i < ops.size(); ++i) compare->ops[i] = static_cast<CompareOperator>(ops[i]);
  return done(compare);
}

// -a, +a, ~a, a ** b, await a
Expr* Parser::unary() {
  const Start start = here();
  if (is(minus) || is(plus) || is(tilde)) {
    Nesting nesting(*this);
    UnaryOp* node = make<UnaryOp>(start);
    node->op = is(minus) ? UnaryOperator::minus : is(plus) ? UnaryOperator::plus : UnaryOperator::invert;
    advance();
    node->operand = unary();
    return done(node);
  }
  Expr* base = nullptr;
  if (is(await_)) {
    Await* await = make<Await>(start);
    advance();
    await->value = primary();
    base = done(await);
  } else {
    base = primary();
  }
  if (!is(double_star)) return base;
  Nesting nesting(*this);
  advance();
  BinOp* power = make<BinOp>(start);
  power->op = Operator::pow;
  power->left = base;
  power->right = unary();
  return done(power);
}

Expr* Parser::primary() {
  const Start start = here();
  return postfix(start, atom());
}

Expr* Parser::postfix(Start start, Expr* value) {
  for (;;) {
    switch (token_.kind) {
      case dot: {
        advance();
        Attribute* attribute = make<Attribute>(start);
        attribute->value = value;
        attribute->attr = expect_name();
        value = done(attribute);
        break;
      }
      case lparen: value = call(start, value); break;
      case lbracket: value = subscript(start, value); break;
      default: return value;
    }
  }
}

Expr* Parser::call(Start start, Expr* function) {
  Call* call = make<Call>(start);
  call->function = function;
  arguments(call->args, call->keywords);
  return done(call);
}

// (a, *b, c=d, **e), and (x for x in y) alone.
void Parser::arguments(Span<Expr*>& args, Span<Keyword*>& keywords) {
  const Start open = here();
  advance();
  Collect<Node*> both(*this);
  bool any_keyword = false, any_unpacked = false;
  unsigned positional = 0;
  while (!is(rparen)) {
    const Start start = here();
    if (is(double_star)) {
      advance();
      Keyword* keyword = make<Keyword>(start);
      keyword->value = expression();
      both.add(done(keyword));
      any_unpacked = true;
    } else if (is(star)) {
      if (any_unpacked) fail("iterable argument unpacking follows keyword argument unpacking");
      Starred* starred = make<Starred>(start);
      advance();
      starred->value = expression();
      both.add(done(starred));
      ++positional;
    } else {
      const bool bare = is(name);
      Expr* value = named_expression();
      if (is(equal)) {
        if (!bare || value->kind != Kind::Name) {
          fail_at(*value, "expression cannot contain assignment, perhaps you meant \"==\"?");
        }
        advance();
        Keyword* keyword = make<Keyword>(start);
        keyword->name = to<Name>(value).id;
        keyword->value = expression();
        both.add(done(keyword));
        any_keyword = true;
      } else if (is_comprehension()) {
        outlives_ = true;
        GeneratorExp* generator = make<GeneratorExp>(open);
        generator->element = value;
        generator->generators = comprehensions();
        if (!is(rparen) || both.size()) fail_at(*value, "generator expression must be parenthesized");
        advance();
        done(generator);
        Expr* alone = generator;
        args = arena_->copy(&alone, 1);
        return;
      } else {
        if (any_unpacked) fail_at(*value, "positional argument follows keyword argument unpacking");
        if (any_keyword) fail_at(*value, "positional argument follows keyword argument");
        both.add(value);
        ++positional;
      }
    }
    if (!accept(comma)) break;
  }
  expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
  const unsigned count = static_cast<unsigned>(both.size());
  if (positional) args = {static_cast<Expr**>(arena_->allocate(positional * sizeof(Expr*))), 0};
  if (count > positional)
    keywords = {static_cast<Keyword**>(arena_->allocate((count - positional) * sizeof(Keyword*))), 0};
  for (unsigned i = 0; i < count; ++i) {
    if (both[i]->kind == Kind::Keyword) {
      keywords.first[keywords.count++] = &to<Keyword>(both[i]);
    } else {
      args.first[args.count++] = static_cast<Expr*>(both[i]);
    }
  }
}

Expr* Parser::subscript(Start start, Expr* value) {
  advance();
  Subscript* subscript = make<Subscript>(start);
  subscript->value = value;
  const Start first_start = here();
  Expr* first = slice();
  subscript->slice = first;
  // In 3.11 and later a[*b] is a tuple of one.
  if (is(comma) || first->kind == Kind::Starred) {
    Collect<Expr*> elements(*this);
    elements.add(first);
    while (accept(comma)) {
      if (is(rbracket)) break;
      elements.add(slice());
    }
    Tuple* tuple = make<Tuple>(first_start);
    tuple->elements = elements.keep();
    subscript->slice = done(tuple);
  }
  expect(rbracket, "invalid syntax. Perhaps you forgot a comma?");
  return done(subscript);
}

Expr* Parser::slice() {
  const Start start = here();
  Expr* lower = nullptr;
  if (!is(colon)) {
    const TokenKind first = token_.kind;
    lower = star_named_expression();
    if (!is(colon) || first == star || (first == name && lower->kind == Kind::NamedExpr)) return lower;
  }
  Slice* slice = make<Slice>(start);
  slice->lower = lower;
  const auto ends = [&] { return is(colon) || is(comma) || is(rbracket); };
  advance();
  if (!ends()) slice->upper = expression();
  if (accept(colon) && !ends()) slice->step = expression();
  return done(slice);
}

Expr* Parser::target_list() {
  const Start start = here();
  const auto target = [&]() -> Expr* { return is(star) ? star_expression() : operation(bitor_precedence); };
  Expr* first = target();
  if (is(comma)) {
    Collect<Expr*> elements(*this);
    elements.add(first);
    while (accept(comma)) {
      if (ends_list()) break;
      elements.add(target());
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elements = elements.keep();
    first = done(tuple);
  }
  set_context(first, Context::store);
  return first;
}

void Parser::set_context(Expr* target, Context context) {
  switch (target->kind) {
    case Kind::Name: to<Name>(target).context = context; return;
    case Kind::Attribute: to<Attribute>(target).context = context; return;
    case Kind::Subscript: to<Subscript>(target).context = context; return;
    case Kind::Starred:
      if (context == Context::del) break;
      to<Starred>(target).context = context;
      return set_context(to<Starred>(target).value, context);
    case Kind::List: case Kind::Tuple: {
      Span<Expr*>& elements = target->kind == Kind::List ? to<List>(target).elements : to<Tuple>(target).elements;
      (target->kind == Kind::List ? to<List>(target).context : to<Tuple>(target).context) = context;
      for (Expr* element : elements) set_context(element, context);
      return;
    }
    default: break;
  }
  fail_at(*target, std::string(context == Context::del ? "cannot delete " : "cannot assign to ") + described(*target));
}

}  // namespace trueup::ast
