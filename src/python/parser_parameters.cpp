// Parameters of functions and lambdas, and type parameters (PEP 695, 696).
#include "python/parser_rules.h"

namespace trueup::ast {

using enum TokenKind;

Span<Parameter*> Parser::parameters(Of of) {
  const TokenKind closing = of == Of::function ? rparen : colon;
  Collect<Parameter*> all(*this);
  ParameterKind sort = ParameterKind::positional;
  bool any_default = false, needs_name = false, any_slash = false;
  while (!is(closing)) {
    if (sort == ParameterKind::var_keyword) fail("arguments cannot follow var-keyword argument");
    if (is(slash)) {
      if (any_slash) fail("/ may appear only once");
      if (!all.size()) fail("at least one argument must precede /");
      if (sort != ParameterKind::positional) fail("/ must be ahead of *");
      any_slash = true;
      for (std::size_t i = 0; i < all.size(); ++i) all[i]->sort = ParameterKind::positional_only;
      advance();
    } else if (is(star)) {
      if (sort != ParameterKind::positional) fail("* argument may appear only once");
      sort = ParameterKind::keyword_only;
      advance();
      needs_name = is(comma) || is(closing);
      if (!needs_name) {
        all.add(parameter(ParameterKind::var_positional, of));
        if (is(equal)) fail("var-positional argument cannot have default value");
      }
    } else if (is(double_star)) {
      if (needs_name) fail("named arguments must follow bare *");
      sort = ParameterKind::var_keyword;
      advance();
      all.add(parameter(ParameterKind::var_keyword, of));
      if (is(equal)) fail("var-keyword argument cannot have default value");
    } else {
      if (is(lparen)) fail_python2("a tuple as parameter");
      Parameter* one = parameter(sort, of);
      needs_name = false;
      if (accept(equal)) {
        one->value = expression();
        any_default = true;
      } else if (any_default && sort == ParameterKind::positional) {
        fail_at(*one, "parameter without a default follows parameter with a default");
      }
      all.add(one);
    }
    if (!accept(comma)) break;
  }
  if (needs_name) fail("named arguments must follow bare *");
  return all.keep();
}

Parameter* Parser::parameter(ParameterKind sort, Of of) {
  Parameter* one = make<Parameter>(here());
  one->sort = sort;
  one->name = expect_name();
  if (of == Of::function && accept(colon)) {
    one->annotation = sort == ParameterKind::var_positional ? star_expression() : expression();
  }
  return done(one);
}

// [T: bound = default, *Ts, **P]
Span<TypeParam*> Parser::type_params() {
  if (!is(lbracket)) return {};
  advance();
  if (is(rbracket)) fail("type parameter list cannot be empty");
  Collect<TypeParam*> all(*this);
  while (!is(rbracket)) {
    all.add(type_param());
    if (!accept(comma)) break;
  }
  expect(rbracket, "invalid syntax. Perhaps you forgot a comma?");
  return all.keep();
}

TypeParam* Parser::type_param() {
  TypeParam* one = make<TypeParam>(here());
  if (accept(star)) {
    one->sort = TypeParamKind::type_var_tuple;
  } else if (accept(double_star)) {
    one->sort = TypeParamKind::param_spec;
  }
  one->name = expect_name();
  if (one->sort == TypeParamKind::type_var && accept(colon)) one->bound = expression();
  if (accept(equal)) one->value = one->sort == TypeParamKind::type_var_tuple ? star_expression() : expression();
  return done(one);
}

}  // namespace trueup::ast
