// The syntax tree of one Python module (grammar of 3.14): plain structs in an arena, named and shaped as in Python's
// `ast` module (https://docs.python.org/3/library/ast.html), whose manual is therefore the manual of this file too.
//
// Differences from `ast`: parameters are one flat list, as `inspect` has them; `async` is a member, not a kind of its
// own; a constant says its type; a function's body may not have been parsed yet (Tree::body).
//
// Left-leaning chains (a + b + c …, a.b().c() …) and `elif` chains may be thousands of links long in valid files: walk
// BinOp::left, Attribute/Call/Subscript::value and If::orelse in a loop. All other nesting is bounded by the parser.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/symbol.h"
#include "python/arena.h"

namespace trueup::ast {

// One name for each struct below.
enum class Kind : std::uint8_t {
  Module,
  // statements
  FunctionDef, ClassDef, Return, Delete, Assign, TypeAlias, AugAssign, AnnAssign, For, While, If, With, Match, Raise,
  Try, Assert, Import, ImportFrom, Global, Nonlocal, ExprStmt, Pass, Break, Continue,
  // expressions
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp, GeneratorExp, Await, Yield,
  YieldFrom, Compare, Call, FormattedValue, JoinedStr, TemplateStr, Constant, Attribute, Subscript, Starred, Name, List,
  Tuple, Slice,
  // patterns of `match`
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr,
  // parts
  Parameter, Keyword, Alias, ExceptHandler, TypeParam,
};

struct Node {
  Kind kind = Kind::Pass;
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 0, in bytes of UTF-8: CPython's col_offset
  std::uint32_t end = 0;     // offset in Tree::source() just behind it
};

// Where a token begins.
struct Place {
  std::uint32_t offset = 0, line = 0, column = 0;  // in Tree::source(); as in Node
};

struct Stmt : Node {};
struct Expr : Node {};
struct Pattern : Node {};

// The node as what it is known to be, or nullptr when it is something else (or nullptr).
template <class T>
T* as(Node* node) { return node && node->kind == T::kind_of ? static_cast<T*>(node) : nullptr; }
template <class T>
const T* as(const Node* node) { return node && node->kind == T::kind_of ? static_cast<const T*>(node) : nullptr; }
// For use behind a switch over kind, where the answer is known.
template <class T>
T& to(Node* node) { return *static_cast<T*>(node); }
template <class T>
const T& to(const Node* node) { return *static_cast<const T*>(node); }

template <Kind k, class Base>
struct Is : Base {
  static constexpr Kind kind_of = k;
  Is() { this->kind = k; }
};

enum class Context : std::uint8_t { load, store, del };
enum class Operator : std::uint8_t {
  add, sub, mult, matmult, div, mod, pow, lshift, rshift, bitor_, bitxor_, bitand_, floordiv
};
enum class UnaryOperator : std::uint8_t { invert, not_, plus, minus };
enum class BoolOperator : std::uint8_t { and_, or_ };
enum class CompareOperator : std::uint8_t {
  equal, unequal, less, less_equal, greater, greater_equal, is, is_not, in, not_in
};

// ---- parts ----------------------------------------------------------------------------------------------------------

enum class ParameterKind : std::uint8_t { positional_only, positional, var_positional, keyword_only, var_keyword };
struct Parameter : Is<Kind::Parameter, Node> {
  ParameterKind sort = ParameterKind::positional;
  Symbol name = {};
  Expr* annotation = nullptr;
  Expr* value = nullptr;  // the default
};
// f(name=value), class A(name=value); f(**value) has an empty name.
struct Keyword : Is<Kind::Keyword, Node> {
  Symbol name = {};
  Expr* value = nullptr;
};
// import name as asname; name is dotted, or "*"; asname empty when there is none.
struct Alias : Is<Kind::Alias, Node> {
  Symbol name = {}, asname = {};
};
struct ExceptHandler : Is<Kind::ExceptHandler, Node> {
  Expr* type = nullptr;  // nullptr: bare `except:`
  Symbol name = {};
  Span<Stmt*> body = {};
};
enum class TypeParamKind : std::uint8_t { type_var, param_spec, type_var_tuple };
struct TypeParam : Is<Kind::TypeParam, Node> {
  TypeParamKind sort = TypeParamKind::type_var;
  Symbol name = {};
  Expr* bound = nullptr;
  Expr* value = nullptr;  // the default
};
struct WithItem {
  Expr* context = nullptr;
  Expr* target = nullptr;  // behind `as`, or nullptr
};
struct Comprehension {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  Span<Expr*> ifs = {};
  bool is_async = false;
};
struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;
  Span<Stmt*> body = {};
};

// ---- statements -----------------------------------------------------------------------------------------------------

struct Module : Is<Kind::Module, Node> {
  Span<Stmt*> body = {};
};

struct FunctionDef : Is<Kind::FunctionDef, Stmt> {
  Symbol name = {};
  bool is_async = false;
  bool is_parsed = false;     // body and is_generator are there; until then ask Tree::body
  bool is_generator = false;  // a `yield` of its own
  Span<Expr*> decorators = {};
  Span<TypeParam*> type_params = {};
  Span<Parameter*> parameters = {};
  Expr* returns = nullptr;
  Span<Stmt*> body = {};
  // Where the unparsed body lies in Tree::source(): whole lines.
  std::uint32_t body_begin = 0, body_end = 0, body_line = 0;
  std::uint32_t indent = 0, alternative_indent = 0;  // of the line with `def`, with tabs of 8 and of 1
};
struct ClassDef : Is<Kind::ClassDef, Stmt> {
  Symbol name = {};
  Span<Expr*> decorators = {};
  Span<TypeParam*> type_params = {};
  Span<Expr*> bases = {};
  Span<Keyword*> keywords = {};
  Span<Stmt*> body = {};
  Span<FunctionDef*> functions = {};  // those of the body
};
struct Return : Is<Kind::Return, Stmt> { Expr* value = nullptr; };
struct Delete : Is<Kind::Delete, Stmt> { Span<Expr*> targets = {}; };
struct Assign : Is<Kind::Assign, Stmt> {
  Span<Expr*> targets = {};  // a = b = value
  Expr* value = nullptr;
};
struct TypeAlias : Is<Kind::TypeAlias, Stmt> {
  Expr* name = nullptr;  // a Name
  Span<TypeParam*> type_params = {};
  Expr* value = nullptr;
};
struct AugAssign : Is<Kind::AugAssign, Stmt> {
  Operator op = Operator::add;
  Expr* target = nullptr;
  Expr* value = nullptr;
};
struct AnnAssign : Is<Kind::AnnAssign, Stmt> {
  bool is_simple = false;  // a bare name: it goes into __annotations__
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;
  Place annotation_place = {};  // parentheses around it included: Tree::expression parses it again
};
struct For : Is<Kind::For, Stmt> {
  bool is_async = false;
  Expr* target = nullptr;
  Expr* iter = nullptr;
  Span<Stmt*> body = {}, orelse = {};
};
struct While : Is<Kind::While, Stmt> {
  Expr* test = nullptr;
  Span<Stmt*> body = {}, orelse = {};
};
struct If : Is<Kind::If, Stmt> {
  Expr* test = nullptr;
  Span<Stmt*> body = {}, orelse = {};  // `elif` is an If alone in orelse
};
struct With : Is<Kind::With, Stmt> {
  bool is_async = false;
  Span<WithItem> parts = {};  // `items` in ast
  Span<Stmt*> body = {};
};
struct Match : Is<Kind::Match, Stmt> {
  Expr* subject = nullptr;
  Span<MatchCase> cases = {};
};
struct Raise : Is<Kind::Raise, Stmt> {
  Expr* exception = nullptr;
  Expr* cause = nullptr;
};
struct Try : Is<Kind::Try, Stmt> {
  bool is_star = false;  // except*
  Span<Stmt*> body = {};
  Span<ExceptHandler*> handlers = {};
  Span<Stmt*> orelse = {}, finalbody = {};
};
struct Assert : Is<Kind::Assert, Stmt> {
  Expr* test = nullptr;
  Expr* message = nullptr;
};
struct Import : Is<Kind::Import, Stmt> { Span<Alias*> names = {}; };
struct ImportFrom : Is<Kind::ImportFrom, Stmt> {
  Symbol module = {};       // dotted; empty in `from . import a`
  std::uint32_t level = 0;  // leading dots
  Span<Alias*> names = {};
};
struct Global : Is<Kind::Global, Stmt> { Span<Symbol> names = {}; };
struct Nonlocal : Is<Kind::Nonlocal, Stmt> { Span<Symbol> names = {}; };
struct ExprStmt : Is<Kind::ExprStmt, Stmt> { Expr* value = nullptr; };  // `Expr` in ast
struct Pass : Is<Kind::Pass, Stmt> {};
struct Break : Is<Kind::Break, Stmt> {};
struct Continue : Is<Kind::Continue, Stmt> {};

// ---- expressions ----------------------------------------------------------------------------------------------------

struct BoolOp : Is<Kind::BoolOp, Expr> {
  BoolOperator op = BoolOperator::and_;
  Span<Expr*> values = {};
};
struct NamedExpr : Is<Kind::NamedExpr, Expr> {
  Expr* target = nullptr;
  Expr* value = nullptr;
};
struct BinOp : Is<Kind::BinOp, Expr> {
  Operator op = Operator::add;
  Expr* left = nullptr;
  Expr* right = nullptr;
};
struct UnaryOp : Is<Kind::UnaryOp, Expr> {
  UnaryOperator op = UnaryOperator::not_;
  Expr* operand = nullptr;
};
struct Lambda : Is<Kind::Lambda, Expr> {
  bool is_generator = false;
  Span<Parameter*> parameters = {};
  Expr* body = nullptr;
};
struct IfExp : Is<Kind::IfExp, Expr> {
  Expr* test = nullptr;
  Expr* body = nullptr;
  Expr* orelse = nullptr;
};
struct Dict : Is<Kind::Dict, Expr> {
  Span<Expr*> keys = {};  // nullptr for **value
  Span<Expr*> values = {};
};
struct Set : Is<Kind::Set, Expr> { Span<Expr*> elements = {}; };
struct ListComp : Is<Kind::ListComp, Expr> {
  Expr* element = nullptr;
  Span<Comprehension> generators = {};
};
struct SetComp : Is<Kind::SetComp, Expr> {
  Expr* element = nullptr;
  Span<Comprehension> generators = {};
};
struct DictComp : Is<Kind::DictComp, Expr> {
  Expr* key = nullptr;
  Expr* value = nullptr;
  Span<Comprehension> generators = {};
};
struct GeneratorExp : Is<Kind::GeneratorExp, Expr> {
  Expr* element = nullptr;
  Span<Comprehension> generators = {};
};
struct Await : Is<Kind::Await, Expr> { Expr* value = nullptr; };
struct Yield : Is<Kind::Yield, Expr> { Expr* value = nullptr; };
struct YieldFrom : Is<Kind::YieldFrom, Expr> { Expr* value = nullptr; };
// left ops[0] comparators[0] ops[1] comparators[1] …
struct Compare : Is<Kind::Compare, Expr> {
  Expr* left = nullptr;
  Span<CompareOperator> ops = {};
  Span<Expr*> comparators = {};
};
struct Call : Is<Kind::Call, Expr> {
  Expr* function = nullptr;
  Span<Expr*> args = {};  // *x is a Starred
  Span<Keyword*> keywords = {};
};
// One {…} of an f-string; of a t-string when text is not empty (`Interpolation` in ast).
struct FormattedValue : Is<Kind::FormattedValue, Expr> {
  char conversion = 0;  // 's', 'r', 'a', or 0
  Expr* value = nullptr;
  Expr* format_spec = nullptr;  // a JoinedStr, or nullptr
  std::string_view text = {};   // the expression as written, for t-strings
};
struct JoinedStr : Is<Kind::JoinedStr, Expr> { Span<Expr*> values = {}; };      // Constants and FormattedValues
struct TemplateStr : Is<Kind::TemplateStr, Expr> { Span<Expr*> values = {}; };  // likewise
enum class ConstantType : std::uint8_t {
  none, true_, false_, ellipsis,
  integer,      // fits 64 bits
  big_integer,  // does not: text has its digits, without underscores, with 0x, 0o, 0b
  real,
  imaginary,  // real has the factor of j
  string,     // text, decoded; a lone surrogate is the three bytes UTF-8 would give it
  bytes,      // text, decoded
};
struct Constant : Is<Kind::Constant, Expr> {
  ConstantType type = ConstantType::none;
  bool is_u_string = false;  // u"…"
  // A \N{NAME} stands undecoded in text: trueup carries no table of Unicode's names, so the value is not known.
  bool has_named_characters = false;
  union {
    std::int64_t integer = 0;
    double real;
  };
  std::string_view text = {};
};
struct Attribute : Is<Kind::Attribute, Expr> {
  Context context = Context::load;
  Symbol attr = {};
  Expr* value = nullptr;
};
struct Subscript : Is<Kind::Subscript, Expr> {
  Context context = Context::load;
  Expr* value = nullptr;
  Expr* slice = nullptr;  // a Slice, a Tuple, or any other expression
};
struct Starred : Is<Kind::Starred, Expr> {
  Context context = Context::load;
  Expr* value = nullptr;
};
struct Name : Is<Kind::Name, Expr> {
  Context context = Context::load;
  Symbol id = {};
};
struct List : Is<Kind::List, Expr> {
  Context context = Context::load;
  Span<Expr*> elements = {};
};
struct Tuple : Is<Kind::Tuple, Expr> {
  Context context = Context::load;
  Span<Expr*> elements = {};
};
struct Slice : Is<Kind::Slice, Expr> {
  Expr* lower = nullptr;
  Expr* upper = nullptr;
  Expr* step = nullptr;
};

// ---- patterns -------------------------------------------------------------------------------------------------------

struct MatchValue : Is<Kind::MatchValue, Pattern> { Expr* value = nullptr; };
struct MatchSingleton : Is<Kind::MatchSingleton, Pattern> {
  ConstantType value = ConstantType::none;  // none, true_ or false_
};
struct MatchSequence : Is<Kind::MatchSequence, Pattern> { Span<Pattern*> patterns = {}; };
struct MatchMapping : Is<Kind::MatchMapping, Pattern> {
  Span<Expr*> keys = {};
  Span<Pattern*> patterns = {};
  Symbol rest = {};  // **rest
};
struct MatchClass : Is<Kind::MatchClass, Pattern> {
  Expr* cls = nullptr;
  Span<Pattern*> patterns = {};
  Span<Symbol> keyword_names = {};
  Span<Pattern*> keyword_patterns = {};
};
struct MatchStar : Is<Kind::MatchStar, Pattern> { Symbol name = {}; };  // empty: *_
struct MatchAs : Is<Kind::MatchAs, Pattern> {
  Pattern* pattern = nullptr;
  Symbol name = {};  // empty: _
};
struct MatchOr : Is<Kind::MatchOr, Pattern> { Span<Pattern*> patterns = {}; };

}  // namespace trueup::ast
