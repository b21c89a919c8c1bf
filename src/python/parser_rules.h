// Parser: one function per rule of Python's grammar (https://docs.python.org/3/reference/grammar.html), each entered
// with its first token as the current one and left with the current token behind it. One token is looked at; the few
// places that need more step over brackets, or come back to a mark.
#pragma once
#include <string>
#include <vector>

#include "python/ast.h"
#include "python/parser.h"
#include "python/tokenizer.h"

namespace trueup::ast {

class Parser {
 public:
  // `passing` gets the statements that run once (see Keep), if there is one.
  Parser(std::string_view source, Tokenizer::Range range, Arena& arena, ParseOptions options, Arena* passing = nullptr);

  Module* module();
  // The block the range consists of, as the body of `function`.
  void body_of(FunctionDef& function);
  // The expression that begins there; in `passing`, unless it holds something that is looked at after it was evaluated.
  Expr* expression_at(const Place& place);

 private:
  struct Start {  // where a node begins
    std::uint32_t line = 0, column = 0;
  };
  // Rules call each other as deep as the text nests; the stack is not endless.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) {
      if (++parser_.nesting_ > most_nesting) parser_.fail("too deeply nested");
    }
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;

   private:
    Parser& parser_;
  };
  static constexpr unsigned most_nesting = 1000;

  // Elements of a list while it is read. They lie on one stack, since lists nest; the arena gets the finished list.
  template <class T>
  class Collect {
    static_assert(std::is_pointer_v<T>);

   public:
    explicit Collect(Parser& parser) : parser_(parser), from_(parser.collected_.size()) {}
    ~Collect() { parser_.collected_.resize(from_); }
    Collect(const Collect&) = delete;
    void add(T node) { parser_.collected_.push_back(node); }
    std::size_t size() const { return parser_.collected_.size() - from_; }
    T operator[](std::size_t at) const { return static_cast<T>(parser_.collected_[from_ + at]); }
    Span<T> keep() const {
      if (!size()) return {};
      T* to = static_cast<T*>(parser_.arena_->allocate(size() * sizeof(T)));
      for (std::size_t i = 0; i < size(); ++i) to[i] = (*this)[i];
      return {to, static_cast<std::uint32_t>(size())};
    }

   private:
    Parser& parser_;
    std::size_t from_;
  };
  friend class Nesting;

  // ---- tokens ----
  void advance() {
    previous_end_ = token_.end;
    tokenizer_.next(token_);
  }
  bool is(TokenKind kind) const { return token_.kind == kind; }
  bool accept(TokenKind kind) {
    if (token_.kind != kind) return false;
    advance();
    return true;
  }
  void expect(TokenKind kind, const char* message) {
    if (token_.kind != kind) fail(message);
    advance();
  }
  Symbol expect_name();
  Symbol dotted_name();
  bool is_name(std::string_view word) const { return is(TokenKind::name) && token_.text() == word; }
  Start here() const { return {token_.line, token_.column}; }
  [[noreturn]] void fail(std::string message) const;  // at the current token
  [[noreturn]] void fail_at(const Node& node, std::string message) const;
  [[noreturn]] void fail_python2(std::string what) const;

  // ---- nodes ----
  template <class T>
  T* make(Start start) {
    T* node = arena_->make<T>();
    node->line = start.line, node->column = start.column;
    return node;
  }
  // Called when the last token of the node has been passed.
  template <class T>
  T* done(T* node) {
    node->end = static_cast<std::uint32_t>(previous_end_ - source_.data());
    return node;
  }

  // ---- statements (parser_statements.cpp, parser_compound.cpp) ----
  void statement(Collect<Stmt*>& into);
  void simple_statements(Collect<Stmt*>& into);
  Stmt* simple_statement();
  Stmt* statement_run_once();
  Stmt* expression_statement();
  Stmt* assignment(Start start, Expr* first);
  Stmt* annotated_assignment(Start start, Expr* target, TokenKind first);
  Stmt* type_alias();
  bool is_type_alias() const;
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* assert_statement();
  Stmt* delete_statement();
  Stmt* import_statement();
  Stmt* import_from();
  Alias* import_alias();
  template <class T>
  Stmt* names_statement();
  template <class T>
  Stmt* word_statement();
  [[noreturn]] void fail_statement_end(const Stmt* before);

  enum class Runs { once_with_its_parent, maybe_again };
  Span<Stmt*> block(const char* what, std::uint32_t line, Runs runs = Runs::maybe_again);
  Stmt* if_statement();
  Stmt* while_statement();
  enum class Flavour { plain, async };
  Stmt* for_statement(Start start, Flavour flavour);
  Stmt* try_statement();
  ExceptHandler* except_handler(Try& statement);
  Stmt* with_statement(Start start, Flavour flavour);
  bool with_parentheses(std::vector<WithItem>& items);
  WithItem with_item();
  Stmt* async_statement();
  Stmt* decorated();
  Stmt* function(Start start, Span<Expr*> decorators, Flavour flavour);
  void function_body(FunctionDef& function);
  Stmt* class_statement(Span<Expr*> decorators);
  Span<TypeParam*> type_params();
  TypeParam* type_param();
  Span<Stmt*> else_block();

  // ---- parameters (parser_parameters.cpp) ----
  enum class Of { function, lambda };  // a lambda's have no annotations
  Span<Parameter*> parameters(Of of);
  Parameter* parameter(ParameterKind sort, Of of);

  // ---- match (parser_patterns.cpp) ----
  bool is_match_statement() const;
  Stmt* match_statement();
  MatchCase match_case();
  Pattern* patterns();
  Pattern* pattern();
  Pattern* star_pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* name_pattern();
  Pattern* class_pattern(Start start, Expr* cls);
  Pattern* group_or_sequence_pattern(TokenKind closing);
  Pattern* mapping_pattern();
  Expr* pattern_value();

  // ---- expressions (parser_expressions.cpp, parser_atoms.cpp) ----
  Expr* expression();
  Expr* named_expression();
  Expr* star_expression();        // *a or an expression
  Expr* star_named_expression();  // *a or a named expression
  Expr* star_expressions();       // those with commas become a Tuple
  Expr* yield_or_star_expressions();
  Expr* yield_expression();
  Expr* lambda();
  // Operators that bind at least as tightly as `least`; see the table in parser_expressions.cpp.
  Expr* operation(unsigned least);
  Expr* comparison(Start start, Expr* left);
  Expr* bool_operation(Start start, Expr* left, unsigned precedence);
  Expr* unary();
  Expr* primary();
  Expr* postfix(Start start, Expr* value);
  Expr* call(Start start, Expr* function);
  void arguments(Span<Expr*>& args, Span<Keyword*>& keywords);
  Expr* subscript(Start start, Expr* value);
  Expr* slice();
  Expr* target_list();  // of `for`
  void set_context(Expr* target, Context context);
  bool ends_list() const;

  Expr* atom();
  Expr* name_atom();
  Expr* number_atom();
  Expr* constant_atom(ConstantType type);
  Expr* parentheses();
  Expr* brackets();
  Expr* braces();
  Expr* dict(Start start, Expr* key);
  Expr* set(Start start, Expr* first);
  Span<Comprehension> comprehensions();
  bool is_comprehension() const { return is(TokenKind::for_) || is(TokenKind::async_); }
  template <class T>
  Expr* comprehension(Start start, Expr* element, TokenKind closing);

  // ---- strings (parser_strings.cpp) ----
  struct Pieces;
  Expr* strings();
  Constant* string_constant(Start start, std::string_view text);
  // A text of the source, so that it stays when the source goes.
  std::string_view kept(std::string_view text) { return options_.source_may_go ? lasting_.copy(text) : text; }
  void plain_string(const Token& token, Pieces& pieces);
  void formatted_string(const Token& token, Pieces& pieces);
  enum class Within { string, format };
  void formatted_literal(const Token& token, Pieces& pieces, Within within);
  void replacement_field(const Token& token, Pieces& pieces);
  Expr* format_spec(const Token& token);
  void flush(Pieces& pieces);

  std::string_view source_;
  Arena& lasting_;
  Arena* passing_;  // where statements go that run once; null within what may run again
  Arena* arena_;    // one of the two
  ParseOptions options_;
  Tokenizer tokenizer_;
  Token token_;
  const char* previous_end_;
  std::vector<Node*> collected_;
  unsigned nesting_ = 0;
  bool yields_ = false;    // the function at hand has a yield
  bool outlives_ = false;  // the statement at hand holds something that is looked at after it ran
};

}  // namespace trueup::ast
