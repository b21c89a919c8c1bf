#include "python/parser.h"

#include <gtest/gtest.h>

#include "python/dump.h"

namespace trueup {
namespace {

std::string dumped(const std::string& source) {
  auto tree = parse_python(source, Symbol("m.py"), {.bodies = Bodies::all});
  if (!tree) return tree.error().code + ": " + tree.error().message;
  const std::string text = ast::dump((*tree)->module());
  return text.substr(13, text.size() - 15);  // without Module(body=[ … ])
}

// "LINE:COLUMN message"
std::string error_of(const std::string& source) {
  auto tree = parse_python(source, Symbol("m.py"), {.bodies = Bodies::all});
  if (tree) return "none";
  const Diag& diag = tree.error();
  return std::to_string(diag.origin.line) + ":" + std::to_string(diag.origin.column) + " " + diag.message;
}
std::string code_of(const std::string& source) {
  auto tree = parse_python(source, Symbol("m.py"), {.bodies = Bodies::all});
  return tree ? "none" : tree.error().code;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// ---- syntax of 3.12 to 3.14, which older interpreters cannot judge ----

TEST(NewSyntax, type_alias_statement) {
  EXPECT_EQ(dumped("type A[T: int = str, *Ts, **P] = list[T]"),
            "TypeAlias(name=Name(id='A', ctx=Store()), type_params=[TypeVar(name='T', bound=Name(id='int'), "
            "default_value=Name(id='str')), TypeVarTuple(name='Ts'), ParamSpec(name='P')], "
            "value=Subscript(value=Name(id='list'), slice=Name(id='T')))");
  EXPECT_EQ(dumped("type = 1"), "Assign(targets=[Name(id='type', ctx=Store())], value=Constant(value=1))");
  EXPECT_EQ(dumped("type in x"), "Expr(value=Compare(left=Name(id='type'), ops=[In()], comparators=[Name(id='x')]))");
  EXPECT_EQ(dumped("type (x)"), "Expr(value=Call(func=Name(id='type'), args=[Name(id='x')]))");
}

TEST(NewSyntax, type_parameters_of_functions_and_classes) {
  EXPECT_EQ(dumped("def f[T](a: T) -> T: pass\nclass A[T](B): pass"),
            "FunctionDef(name='f', args=arguments(args=[arg(arg='a', annotation=Name(id='T'))]), body=[Pass()], "
            "returns=Name(id='T'), type_params=[TypeVar(name='T')]), "
            "ClassDef(name='A', bases=[Name(id='B')], body=[Pass()], type_params=[TypeVar(name='T')])");
}

TEST(NewSyntax, except_without_parentheses) {
  EXPECT_EQ(
      dumped("try: pass\nexcept A, B: pass"),
      "Try(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id='A'), Name(id='B')]), body=[Pass()])])");
  EXPECT_EQ(dumped("try: pass\nexcept* A, B: pass"),
            "TryStar(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id='A'), Name(id='B')]), "
            "body=[Pass()])])");
  EXPECT_EQ(error_of("try: pass\nexcept A, B as e: pass"),
            "2:13 multiple exception types must be parenthesized when using 'as'");
}

TEST(NewSyntax, f_strings_hold_any_expression) {
  EXPECT_EQ(dumped("f\"{d[\"a\"]}\""),
            "Expr(value=JoinedStr(values=[FormattedValue(value=Subscript(value=Name(id='d'), "
            "slice=Constant(value='a')), conversion=-1)]))");
  EXPECT_EQ(dumped("f'{f'{f'{1}'}'}'"),
            "Expr(value=JoinedStr(values=[FormattedValue(value=JoinedStr(values=[FormattedValue(value=JoinedStr("
            "values=[FormattedValue(value=Constant(value=1), conversion=-1)]), conversion=-1)]), conversion=-1)]))");
  EXPECT_EQ(dumped("f'{a:{b}x}{c!r:>{w}}{d=}{{}}'"),
            "Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a'), conversion=-1, "
            "format_spec=JoinedStr(values=[FormattedValue(value=Name(id='b'), conversion=-1), Constant(value='x')])), "
            "FormattedValue(value=Name(id='c'), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), "
            "FormattedValue(value=Name(id='w'), conversion=-1)])), Constant(value='d='), "
            "FormattedValue(value=Name(id='d'), conversion=114), Constant(value='{}')]))");
  EXPECT_EQ(dumped("f'{\n  x  # why\n}'"),
            "Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x'), conversion=-1)]))");
}

TEST(NewSyntax, t_strings) {
  EXPECT_EQ(dumped("t'a{ x!s:>5}'"),
            "Expr(value=TemplateStr(values=[Constant(value='a'), Interpolation(value=Name(id='x'), str='x', "
            "conversion=115, format_spec=JoinedStr(values=[Constant(value='>5')]))]))");
  EXPECT_EQ(error_of("t'a' 'b'"), "1:1 cannot mix t-string literals with string or bytes literals");
  EXPECT_EQ(dumped("t = 1"), "Assign(targets=[Name(id='t', ctx=Store())], value=Constant(value=1))");
}

// ---- places where one token does not decide ----

TEST(Parser, match_is_a_name_unless_its_line_heads_a_block) {
  EXPECT_EQ(dumped("match (x)"), "Expr(value=Call(func=Name(id='match'), args=[Name(id='x')]))");
  EXPECT_EQ(dumped("match[x]: int = 3").substr(0, 10), "AnnAssign(");
  EXPECT_EQ(dumped("match -x:\n  case _: pass"),
            "Match(subject=UnaryOp(op=USub(), operand=Name(id='x')), cases=[match_case(pattern=MatchAs(), "
            "body=[Pass()])])");
  EXPECT_EQ(dumped("match = case = 1").substr(0, 7), "Assign(");
}

TEST(Parser, a_parenthesis_behind_with_is_a_list_or_an_expression) {
  EXPECT_EQ(dumped("with (a as b, c,): pass"),
            "With(items=[withitem(context_expr=Name(id='a'), optional_vars=Name(id='b', ctx=Store())), "
            "withitem(context_expr=Name(id='c'))], body=[Pass()])");
  EXPECT_EQ(dumped("with (a, b) as c: pass").substr(0, 45), "With(items=[withitem(context_expr=Tuple(elts=");
  EXPECT_EQ(dumped("with (a for a in b): pass").substr(0, 46), "With(items=[withitem(context_expr=GeneratorExp");
  EXPECT_EQ(dumped("with (a).b: pass").substr(0, 43), "With(items=[withitem(context_expr=Attribute");
}

TEST(Parser, names_that_unicode_gives_stay_as_written) {
  auto tree = parse_python("x = '\\N{BULLET}'", Symbol("m.py"));
  ASSERT_TRUE(tree);
  const auto* assign = ast::as<ast::Assign>((*tree)->module().body[0]);
  const auto* text = ast::as<ast::Constant>(assign->value);
  EXPECT_TRUE(text->has_named_characters);
  EXPECT_EQ(text->text, "\\N{BULLET}");
}

// ---- bodies ----

TEST(Bodies, are_parsed_when_asked_for) {
  auto tree = parse_python("class A:\n  def f(self):\n    '''doc\n'''\n    yield 1\n\n  x = 1\n", Symbol("m.py"));
  ASSERT_TRUE(tree);
  auto* cls = ast::as<ast::ClassDef>((*tree)->module().body[0]);
  ASSERT_EQ(cls->body.size(), 2u);
  auto* function = ast::as<ast::FunctionDef>(cls->body[0]);
  EXPECT_FALSE(function->is_parsed);
  auto body = (*tree)->body(*function);
  ASSERT_TRUE(body);
  ASSERT_EQ(body->size(), 2u);
  EXPECT_EQ((*body)[1]->line, 5u);
  EXPECT_EQ((*body)[1]->column, 4u);
  EXPECT_TRUE(function->is_generator);
  EXPECT_EQ((*tree)->text(*(*body)[1]), "yield 1");
}

TEST(Bodies, report_their_errors_when_asked_for) {
  auto tree = parse_python("def f():\n  x = (1 2)\ny = 1\n", Symbol("m.py"));
  ASSERT_TRUE(tree);
  auto body = (*tree)->body(*ast::as<ast::FunctionDef>((*tree)->module().body[0]));
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code, "python-syntax");
  EXPECT_EQ(body.error().origin.str_with_column(), "m.py:2:10");
}

TEST(Bodies, yields_of_inner_functions_are_not_those_of_outer_ones) {
  auto tree = parse_python("def f():\n  def g():\n    yield\n  return lambda: (yield)\n", Symbol("m.py"),
                           {.bodies = Bodies::all});
  ASSERT_TRUE(tree);
  EXPECT_FALSE(ast::as<ast::FunctionDef>((*tree)->module().body[0])->is_generator);
}

// ---- source text ----

TEST(Source, encodings_line_ends_and_marks) {
  EXPECT_EQ(dumped("\xEF\xBB\xBFx\r\ny\rz"),
            "Expr(value=Name(id='x')), Expr(value=Name(id='y')), Expr(value=Name(id='z'))");
  EXPECT_EQ(dumped("# -*- coding: latin-1 -*-\n'\xE9'"), "Expr(value=Constant(value='\\xe9'))");
  EXPECT_EQ(dumped("# vim: set fileencoding=iso-8859-15 :\n'\xA4'"), "Expr(value=Constant(value='\\u20ac'))");
  EXPECT_EQ(dumped("\n# coding: cp1252\n'\x80'"), "Expr(value=Constant(value='\\u20ac'))");
  EXPECT_EQ(dumped("# coding=utf\n'\xC3\xA9'"), "Expr(value=Constant(value='\\xe9'))");
  EXPECT_EQ(code_of("'\xE9'"), "python-encoding");
  EXPECT_EQ(code_of("# coding: koi8-r\n"), "python-encoding");
  EXPECT_EQ(error_of(std::string("a\n\0b", 4)), "2:1 source code cannot contain null bytes");
  EXPECT_EQ(dumped("if a:\n\tx\n        y"), "python-syntax: inconsistent use of tabs and spaces in indentation");
  EXPECT_EQ(dumped("\f\nx = \\\n  1").substr(0, 7), "Assign(");
  EXPECT_EQ(code_of(""), "none");
}

// ---- errors ----

TEST(Errors, say_what_is_wrong_and_where) {
  EXPECT_EQ(error_of("x = (1,\n"), "1:5 '(' was never closed");
  EXPECT_EQ(error_of("x = 1]"), "1:6 unmatched ']'");
  EXPECT_EQ(error_of("x = (1]"), "1:7 closing parenthesis ']' does not match opening parenthesis '('");
  EXPECT_EQ(error_of("'abc"), "1:1 unterminated string literal");
  EXPECT_EQ(error_of("x\n'''abc\n"), "2:1 unterminated triple-quoted string literal");
  EXPECT_EQ(error_of("if x:\npass"), "2:1 expected an indented block after 'if' statement on line 1");
  EXPECT_EQ(error_of("x\n  y"), "2:3 unexpected indent");
  EXPECT_EQ(error_of("if x:\n    y\n  z"), "3:3 unindent does not match any outer indentation level");
  EXPECT_EQ(error_of("f() = 1"), "1:1 cannot assign to function call");
  EXPECT_EQ(error_of("f(a=1, b)"), "1:8 positional argument follows keyword argument");
  EXPECT_EQ(error_of("def f(a=1, b): pass"), "1:12 parameter without a default follows parameter with a default");
  EXPECT_EQ(error_of("x = f'{}'"), "1:8 f-string: valid expression required before '}'");
  EXPECT_EQ(error_of("x = 1 +"), "1:8 invalid syntax");
  EXPECT_EQ(error_of("try: pass\nexcept A: pass\nexcept* B: pass"),
            "3:1 cannot have both 'except' and 'except*' on the same 'try'");
  EXPECT_EQ(error_of("f'{x! r}'"), "1:7 f-string: conversion type must come right after the exclamation mark");
  EXPECT_EQ(error_of("1abc"), "1:1 invalid decimal literal");
  EXPECT_EQ(error_of("b'\xC3\xA9'"), "1:1 bytes can only contain ASCII literal characters");
  EXPECT_EQ(error_of("'\\x1'"), "1:1 (unicode error) truncated \\xXX escape");
}

TEST(Errors, python_2_is_called_by_its_name) {
  for (const char* source : {"print 'a'", "print x, y", "exec 'x' in y z", "x = `y`", "a <> b",
                             "0777", "x = 10L", "ur'a'", "raise E, 'x'", "def f(a, (b, c)): pass"}) {
    EXPECT_EQ(code_of(source), "python2-syntax") << source;
  }
  for (const char* source : {"print", "print(x)", "exec('x')", "00", "0", "print >>f, x", "0.5", "09.5"}) {
    EXPECT_EQ(code_of(source), "none") << source;
  }
}

TEST(Errors, what_nests_too_deeply_is_refused) {
  EXPECT_EQ(code_of(repeated("(", 200) + repeated(")", 200)), "none");
  EXPECT_EQ(error_of(repeated("(", 100000)).substr(6), "too many nested parentheses");
  for (const std::string& source :
       {repeated("not ", 100000) + "x", repeated("-", 100000) + "x", repeated("a**", 100000) + "x",
        repeated("lambda: ", 100000) + "x", repeated("a if b else ", 100000) + "x", repeated("f'{", 100000),
        repeated("[", 100000), repeated("{1:", 100000), std::string("match x:\n case ") + repeated("[", 100000)}) {
    EXPECT_EQ(code_of(source), "python-syntax") << source.substr(0, 20);
  }
  std::string blocks;
  for (int i = 0; i < 150; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
  EXPECT_EQ(code_of(blocks), "python-syntax");
}

TEST(Errors, long_chains_are_no_nesting) {
  for (const std::string& source :
       {repeated("a + ", 100000) + "a", std::string("a") + repeated(".b", 100000), std::string("a") + repeated("()", 100000),
        repeated("a and ", 100000) + "a", repeated("a < ", 100000) + "a", repeated("'a' ", 100000),
        std::string("if a: pass\n") + repeated("elif a: pass\n", 100000), repeated("a = ", 100000) + "a",
        std::string("[") + repeated("a,", 100000) + "]"}) {
    EXPECT_EQ(code_of(source), "none") << source.substr(0, 20);
    dumped(source);
  }
}

}  // namespace
}  // namespace trueup
