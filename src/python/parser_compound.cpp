// Statements that have blocks.
#include "python/parser_rules.h"

namespace trueup::ast {

using enum TokenKind;

// ": block", of a statement described by `what` that began on `line`.
Span<Stmt*> Parser::block(const char* what, std::uint32_t line, Runs runs) {
  Nesting nesting(*this);
  expect(colon, "expected ':'");
  Collect<Stmt*> body(*this);
  Arena* const around = passing_;
  if (runs == Runs::maybe_again) passing_ = nullptr;
  if (!accept(newline)) {
    simple_statements(body);
    passing_ = around;
    return body.keep();
  }
  if (!is(indent)) fail(std::string("expected an indented block after ") + what + " on line " + std::to_string(line));
  advance();
  while (!is(dedent)) statement(body);
  passing_ = around;
  // The dedent is passed last, so that what ends with its block ends with the last statement of it.
  const char* end = source_.data() + body[body.size() - 1]->end;
  advance();
  previous_end_ = end;
  return body.keep();
}

Span<Stmt*> Parser::else_block() {
  const std::uint32_t line = token_.line;
  if (!accept(else_)) return {};
  return block("'else' statement", line);
}

// A chain of `elif` is read in a loop: generated ones are long.
Stmt* Parser::if_statement() {
  Collect<Stmt*> chain(*this);
  do {
    If* node = make<If>(here());
    const std::uint32_t line = token_.line;
    const char* what = !chain.size() ? "'if' statement" : "'elif' statement";
    advance();
    node->test = named_expression();
    node->body = block(what, line);
    chain.add(node);
  } while (is(elif_));
  Span<Stmt*> last = else_block();
  for (std::size_t i = chain.size(); i-- > 0;) {
    to<If>(chain[i]).orelse = last;
    done(chain[i]);
    if (i) {
      Stmt* alone = chain[i];
      last = arena_->copy(&alone, 1);
    }
  }
  return chain[0];
}

Stmt* Parser::while_statement() {
  While* node = make<While>(here());
  const std::uint32_t line = token_.line;
  advance();
  node->test = named_expression();
  node->body = block("'while' statement", line);
  node->orelse = else_block();
  return done(node);
}

Stmt* Parser::for_statement(Start start, Flavour flavour) {
  For* node = make<For>(start);
  const std::uint32_t line = token_.line;
  node->is_async = flavour == Flavour::async;
  advance();
  node->target = target_list();
  expect(in_, "expected 'in'");
  node->iter = star_expressions();
  node->body = block("'for' statement", line);
  node->orelse = else_block();
  return done(node);
}

Stmt* Parser::try_statement() {
  Try* node = make<Try>(here());
  const std::uint32_t line = token_.line;
  advance();
  node->body = block("'try' statement", line);
  Collect<ExceptHandler*> handlers(*this);
  while (is(except_)) {
    const bool before = node->is_star;
    handlers.add(except_handler(*node));
    if (handlers.size() > 1 && node->is_star != before) {
      fail_at(*handlers[handlers.size() - 1], "cannot have both 'except' and 'except*' on the same 'try'");
    }
  }
  node->handlers = handlers.keep();
  if (handlers.size()) node->orelse = else_block();
  if (is(finally_)) {
    const std::uint32_t finally_line = token_.line;
    advance();
    node->finalbody = block("'finally' statement", finally_line);
  } else if (!handlers.size()) {
    fail("expected 'except' or 'finally' block");
  }
  return done(node);
}

// except, except E, except E as name, except (A, B), except A, B (PEP 758); each with a star or each without.
ExceptHandler* Parser::except_handler(Try& statement) {
  ExceptHandler* handler = make<ExceptHandler>(here());
  const std::uint32_t line = token_.line;
  advance();
  statement.is_star = accept(star);
  if (!is(colon)) {
    const Start start = here();
    handler->type = expression();
    if (is(comma)) {
      Collect<Expr*> types(*this);
      types.add(handler->type);
      while (accept(comma)) {
        if (is(colon)) break;
        types.add(expression());
      }
      Tuple* tuple = make<Tuple>(start);
      tuple->elements = types.keep();
      handler->type = done(tuple);
      if (is(as_)) fail("multiple exception types must be parenthesized when using 'as'");
    } else if (accept(as_)) {
      handler->name = expect_name();
    }
  } else if (statement.is_star) {
    fail("expected one or more exception types");
  }
  handler->body = block("'except' statement", line);
  return done(handler);
}

Stmt* Parser::with_statement(Start start, Flavour flavour) {
  With* node = make<With>(start);
  const std::uint32_t line = token_.line;
  node->is_async = flavour == Flavour::async;
  advance();
  std::vector<WithItem> items;
  if (!is(lparen) || !with_parentheses(items)) {
    do {
      items.push_back(with_item());
    } while (accept(comma));
  }
  node->parts = arena_->copy(items.data(), items.size());
  node->body = block("'with' statement", line);
  return done(node);
}

// `with (a as b, c):` — but the same parenthesis can begin an expression. True: read; false: nothing was passed.
bool Parser::with_parentheses(std::vector<WithItem>& items) {
  const char* close = tokenizer_.behind_brackets(token_.end);
  if (!close) return false;
  while (*close == ' ' || *close == '\t' || *close == '\\' || (*close == '\n' && close[-1] == '\\')) ++close;
  if (*close != ':') return false;
  const Tokenizer::Mark mark = tokenizer_.mark();
  const Token open = token_;
  const char* previous_end = previous_end_;
  advance();
  // A generator, a yield, an assignment expression or a starred element: an expression after all.
  const auto is_expression = [&] { return is(star) || is(yield_) || is(colon_equal) || is_comprehension(); };
  bool is_list = !is(rparen);
  while (is_list && !is(rparen)) {
    if (is_expression()) {
      is_list = false;
      break;
    }
    items.push_back(with_item());
    if (is_expression()) is_list = false;
    if (!accept(comma)) break;
  }
  if (is_list) {
    expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
    return true;
  }
  items.clear();
  tokenizer_.go_to(mark);
  token_ = open;
  previous_end_ = previous_end;
  return false;
}

WithItem Parser::with_item() {
  WithItem item;
  item.context = expression();
  if (accept(as_)) {
    item.target = is(star) ? star_expression() : operation(5);  // tighter than a comparison
    set_context(item.target, Context::store);
  }
  return item;
}

Stmt* Parser::async_statement() {
  const Start start = here();
  advance();
  switch (token_.kind) {
    case def_: return function(start, {}, Flavour::async);
    case for_: return for_statement(start, Flavour::async);
    case with_: return with_statement(start, Flavour::async);
    default: fail("invalid syntax");
  }
}

Stmt* Parser::decorated() {
  Collect<Expr*> decorators(*this);
  while (accept(TokenKind::at)) {
    decorators.add(named_expression());
    expect(newline, "invalid syntax");
  }
  const Span<Expr*> kept = decorators.keep();
  const Start start = here();
  if (is(class_)) return class_statement(kept);
  const bool is_async = accept(async_);
  if (!is(def_)) fail("expected a function or class definition after decorator");
  return function(start, kept, is_async ? Flavour::async : Flavour::plain);
}

Stmt* Parser::function(Start start, Span<Expr*> decorators, Flavour flavour) {
  FunctionDef* node = make<FunctionDef>(start);
  node->is_async = flavour == Flavour::async;
  node->decorators = decorators;
  advance();
  node->name = expect_name();
  node->type_params = type_params();
  expect(lparen, "expected '('");
  node->parameters = parameters(Of::function);
  expect(rparen, "invalid syntax. Perhaps you forgot a comma?");
  if (accept(arrow)) node->returns = expression();
  function_body(*node);
  return node;
}

void Parser::function_body(FunctionDef& node) {
  if (!is(colon)) fail("expected ':'");
  Tokenizer::Block lines;
  const Tokenizer::Mark mark = tokenizer_.mark();
  const Token at_colon = token_;
  if (options_.bodies == Bodies::on_demand) {
    advance();
    if (is(newline) && tokenizer_.skip_block(lines)) {
      node.body_begin = lines.begin, node.body_end = lines.end, node.body_line = lines.line;
      node.indent = tokenizer_.indent(), node.alternative_indent = tokenizer_.alternative_indent();
      node.end = lines.code_end;
      advance();
      previous_end_ = source_.data() + lines.code_end;
      return;
    }
    tokenizer_.go_to(mark);
    token_ = at_colon;
  }
  const bool outside = yields_;
  yields_ = false;
  node.body = block("function definition", node.line);
  node.is_generator = yields_;
  node.is_parsed = true;
  yields_ = outside;
  done(&node);
}

Stmt* Parser::class_statement(Span<Expr*> decorators) {
  ClassDef* node = make<ClassDef>(here());
  node->decorators = decorators;
  advance();
  node->name = expect_name();
  node->type_params = type_params();
  if (is(lparen)) arguments(node->bases, node->keywords);
  node->body = block("class definition", node->line, Runs::once_with_its_parent);
  Collect<FunctionDef*> functions(*this);
  for (Stmt* statement : node->body)
    if (FunctionDef* function = as<FunctionDef>(statement)) functions.add(function);
  node->functions = functions.keep();
  return done(node);
}

}  // namespace trueup::ast
