// Statements of one line.
#include "python/parser_rules.h"

namespace trueup::ast {

using enum TokenKind;

void Parser::statement(Collect<Stmt*>& into) {
  switch (token_.kind) {
    case def_: return into.add(function(here(), {}, Flavour::plain));
    case class_: return into.add(class_statement({}));
    case TokenKind::at: return into.add(decorated());
    case if_: return into.add(if_statement());
    case for_: return into.add(for_statement(here(), Flavour::plain));
    case while_: return into.add(while_statement());
    case try_: return into.add(try_statement());
    case with_: return into.add(with_statement(here(), Flavour::plain));
    case async_: return into.add(async_statement());
    case indent: fail("unexpected indent");
    case name:
      if (token_.end - token_.begin == 5 && is_match_statement()) return into.add(match_statement());
      return simple_statements(into);
    default: return simple_statements(into);
  }
}

void Parser::simple_statements(Collect<Stmt*>& into) {
  for (;;) {
    Stmt* one = passing_ ? statement_run_once() : simple_statement();
    into.add(one);
    if (accept(newline)) return;
    if (!is(semicolon)) fail_statement_end(one);
    advance();
    if (accept(newline)) return;
  }
}

// What turns out to hold a lambda or the like is parsed a second time, to where it stays.
Stmt* Parser::statement_run_once() {
  const Tokenizer::Mark mark = tokenizer_.mark();
  const Token first = token_;
  const char* end = previous_end_;
  outlives_ = false;
  arena_ = passing_;
  Stmt* one = simple_statement();
  arena_ = &lasting_;
  if (!outlives_) return one;
  tokenizer_.go_to(mark);
  token_ = first;
  previous_end_ = end;
  return simple_statement();
}

Stmt* Parser::simple_statement() {
  switch (token_.kind) {
    case return_: return return_statement();
    case import_: return import_statement();
    case from_: return import_from();
    case raise_: return raise_statement();
    case assert_: return assert_statement();
    case del_: return delete_statement();
    case global_: return names_statement<Global>();
    case nonlocal_: return names_statement<Nonlocal>();
    case pass_: return word_statement<Pass>();
    case break_: return word_statement<Break>();
    case continue_: return word_statement<Continue>();
    case name:
      if (is_type_alias()) return type_alias();
      return expression_statement();
    default: return expression_statement();
  }
}

template <class T>
Stmt* Parser::word_statement() {
  T* node = make<T>(here());
  advance();
  return done(node);
}

template <class T>
Stmt* Parser::names_statement() {
  T* node = make<T>(here());
  advance();
  std::vector<Symbol> names = {expect_name()};
  while (accept(comma)) names.push_back(expect_name());
  node->names = arena_->copy(names.data(), names.size());
  return done(node);
}

// What stands behind a statement that is neither a line's end nor `;`: often a sign of Python 2.
void Parser::fail_statement_end(const Stmt* before) {
  if (const ExprStmt* statement = as<ExprStmt>(before)) {
    const Name* word = as<Name>(statement->value);
    if (word && word->line == before->line && (word->id == "print" || word->id == "exec")) {
      fail_python2(word->id.str() + " as a statement");
    }
  }
  if (before->kind == Kind::Raise && is(comma)) fail_python2("'raise' with a comma");
  fail("invalid syntax");
}

Stmt* Parser::expression_statement() {
  const Start start = here();
  const TokenKind first = token_.kind;
  Expr* value = yield_or_star_expressions();
  switch (token_.kind) {
    case newline: case semicolon: break;
    case equal: return assignment(start, value);
    case colon: return annotated_assignment(start, value, first);
    default:
      if (token_.kind >= plus_equal && token_.kind <= double_slash_equal) {
        AugAssign* augmented = make<AugAssign>(start);
        if (value->kind != Kind::Name && value->kind != Kind::Attribute && value->kind != Kind::Subscript) {
          fail_at(*value, "illegal expression for augmented assignment");
        }
        augmented->op = static_cast<Operator>(static_cast<unsigned>(token_.kind) - static_cast<unsigned>(plus_equal));
        set_context(value, Context::store);
        augmented->target = value;
        advance();
        augmented->value = yield_or_star_expressions();
        return done(augmented);
      }
  }
  ExprStmt* statement = make<ExprStmt>(start);
  statement->value = value;
  return done(statement);
}

// a = b = value, behind `a`
Stmt* Parser::assignment(Start start, Expr* first) {
  Assign* assign = make<Assign>(start);
  Collect<Expr*> targets(*this);
  Expr* value = first;
  while (accept(equal)) {
    set_context(value, Context::store);
    targets.add(value);
    value = yield_or_star_expressions();
  }
  assign->targets = targets.keep();
  assign->value = value;
  return done(assign);
}

Stmt* Parser::annotated_assignment(Start start, Expr* target, TokenKind first) {
  if (target->kind != Kind::Name && target->kind != Kind::Attribute && target->kind != Kind::Subscript) {
    if (target->kind == Kind::Tuple || target->kind == Kind::List) {
      fail_at(*target, std::string("only single target (not ") + (target->kind == Kind::Tuple ? "tuple" : "list") +
                           ") can be annotated");
    }
    fail("invalid syntax");
  }
  AnnAssign* assign = make<AnnAssign>(start);
  assign->is_simple = target->kind == Kind::Name && first == name;
  set_context(target, Context::store);
  assign->target = target;
  advance();
  assign->annotation_place = {static_cast<std::uint32_t>(token_.begin - source_.data()), token_.line, token_.column};
  assign->annotation = expression();
  if (accept(equal)) assign->value = yield_or_star_expressions();
  return done(assign);
}

// `type` begins an alias where another name follows it; anywhere else it is a name itself.
bool Parser::is_type_alias() const {
  if (token_.end - token_.begin != 4 || token_.text() != "type" || (*token_.end != ' ' && *token_.end != '\t')) {
    return false;
  }
  const char* at = token_.end;
  while (*at == ' ' || *at == '\t') ++at;
  const char* from = at;
  while (is_identifier_byte(*at)) ++at;
  if (at == from || (*from >= '0' && *from <= '9') || *at == '"' || *at == '\'') return false;
  return keyword_of({from, static_cast<std::size_t>(at - from)}) == name;
}

Stmt* Parser::type_alias() {
  outlives_ = true;
  TypeAlias* alias = make<TypeAlias>(here());
  advance();
  alias->name = name_atom();
  set_context(alias->name, Context::store);
  alias->type_params = type_params();
  expect(equal, "expected '='");
  alias->value = expression();
  return done(alias);
}

Stmt* Parser::return_statement() {
  Return* node = make<Return>(here());
  advance();
  if (!is(newline) && !is(semicolon)) node->value = star_expressions();
  return done(node);
}

Stmt* Parser::raise_statement() {
  Raise* node = make<Raise>(here());
  advance();
  if (!is(newline) && !is(semicolon)) {
    node->exception = expression();
    if (accept(from_)) node->cause = expression();
  }
  return done(node);
}

Stmt* Parser::assert_statement() {
  Assert* node = make<Assert>(here());
  advance();
  node->test = expression();
  if (accept(comma)) node->message = expression();
  return done(node);
}

Stmt* Parser::delete_statement() {
  Delete* node = make<Delete>(here());
  advance();
  Collect<Expr*> targets(*this);
  do {
    if (targets.size() && ends_list()) break;
    Expr* target = operation(1);
    set_context(target, Context::del);
    targets.add(target);
  } while (accept(comma));
  node->targets = targets.keep();
  return done(node);
}

Alias* Parser::import_alias() {
  Alias* alias = make<Alias>(here());
  alias->name = dotted_name();
  if (accept(as_)) alias->asname = expect_name();
  return done(alias);
}

Stmt* Parser::import_statement() {
  Import* node = make<Import>(here());
  advance();
  Collect<Alias*> names(*this);
  do {
    names.add(import_alias());
  } while (accept(comma));
  node->names = names.keep();
  return done(node);
}

Stmt* Parser::import_from() {
  ImportFrom* node = make<ImportFrom>(here());
  advance();
  while (is(dot) || is(ellipsis)) {
    node->level += is(dot) ? 1 : 3;
    advance();
  }
  if (!node->level || !is(import_)) node->module = dotted_name();
  expect(import_, "expected 'import'");
  Collect<Alias*> names(*this);
  if (is(star)) {
    Alias* all = make<Alias>(here());
    static const Symbol star_symbol("*");
    all->name = star_symbol;
    advance();
    names.add(done(all));
  } else {
    const bool parentheses = accept(lparen);
    if (parentheses && is(rparen)) fail("invalid syntax");
    do {
      if (names.size() && parentheses && is(rparen)) break;
      if (is(newline)) fail("trailing comma not allowed without surrounding parentheses");
      Alias* alias = make<Alias>(here());
      alias->name = expect_name();
      if (accept(as_)) alias->asname = expect_name();
      names.add(done(alias));
    } while (accept(comma));
    if (parentheses) expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
  }
  node->names = names.keep();
  return done(node);
}

}  // namespace trueup::ast
