// Frame: one piece of code while it runs: statements and expressions of a module, class body or call in its Scope.
#pragma once
#include "python/internals.h"

namespace trueup::py {

enum class Flow : std::uint8_t { normal, break_, continue_, return_ };

class Frame {
 public:
  Frame(Interpreter& interp, Scope* scope, Iterator* generator = nullptr)
      : interp_(interp), in_(interp.internals()), scope_(scope), generator_(generator) {}

  Flow run(ast::Span<ast::Stmt*> statements);
  Flow run_body_of_generator(ast::Span<ast::Stmt*> body);  // stops at the budget of values
  Value returned() const { return returned_; }
  Value eval(const ast::Expr* expression);
  void assign(const ast::Expr* target, Value value);

  // __x within a class body means _Class__x: https://docs.python.org/3/reference/expressions.html#private-name-mangling
  Symbol mangled(Symbol name) const;
  Value look_up(Symbol name);
  // Whether code goes on in another way when what it tries to import is not there.
  bool has_other_way(const ast::Try& node);
  void bind(Symbol name, Value value, std::uint32_t line);

  // Names in annotations that are not there become ForwardRefs; strings too.
  bool in_annotation = false;
  std::uint32_t annotation_line = 0;

 private:
  Origin at(const ast::Node& node) const { return {scope_->file, node.line, node.column + 1}; }
  bool is_contained() const { return scope_->sort != Scope::Sort::function; }

  // eval_statements.cpp
  Flow statement(const ast::Stmt* statement);
  Flow contained(const ast::Stmt* statement);
  bool would_be_caught(Value exception);
  void exec_delete(const ast::Expr* target);
  void exec_aug_assign(const ast::AugAssign& node);
  void exec_ann_assign(const ast::AnnAssign& node);
  void exec_import(const ast::Import& node);
  void exec_import_from(const ast::ImportFrom& node);
  void exec_raise(const ast::Raise& node);
  Flow exec_if(const ast::If* node);
  Flow exec_for(const ast::For& node);
  Flow exec_while(const ast::While& node);
  Flow exec_with(const ast::With& node, std::size_t part);
  Flow exec_try(const ast::Try& node);
  bool catches(const ast::ExceptHandler& handler, Value exception);
  Flow exec_match(const ast::Match& node);
  Truth matches(const ast::Pattern* pattern, Value value);
  Truth matches_class(const ast::MatchClass& pattern, Value value);
  Truth matches_sequence(const ast::MatchSequence& pattern, Value value);
  Truth matches_mapping(const ast::MatchMapping& pattern, Value value);

  // eval_skip.cpp: code that nobody can decide whether it runs
  Flow skip(const ast::Stmt& statement, const Opaque& why, std::initializer_list<ast::Span<ast::Stmt*>> bodies);
  Flow skip_loop(const ast::Stmt& loop, const Opaque& why, ast::Span<ast::Stmt*> body, ast::Span<ast::Stmt*> orelse);
  void spoil(const Effects& effects, Value with);
  Value dependent(const Opaque& why, const ast::Node& node);
  void defer(ast::Span<ast::Stmt*> statements);
  const Opaque* guessed_import(const ast::Try& node);
  void doubt_branches(const ast::Try& node, const Opaque& guessed);

  // eval_definitions.cpp
  Value make_function(const ast::FunctionDef& node);
  Value make_lambda(const ast::Lambda& node);
  Span<Value> defaults_of(Span<ast::Parameter*> parameters);
  void exec_function(const ast::FunctionDef& node);
  void exec_class(const ast::ClassDef& node);
  Value make_class(const ast::ClassDef& node);
  Value decorate(Value made, Span<ast::Expr*> decorators);
  Scope* with_type_params(Span<ast::TypeParam*> params);
  void exec_type_alias(const ast::TypeAlias& node);

  // eval_expressions.cpp
  Value eval_constant(const ast::Constant& node);
  Value eval_bool_op(const ast::BoolOp& node);
  Value eval_bin_op(const ast::BinOp& node);
  Value eval_compare(const ast::Compare& node);
  Value eval_if_exp(const ast::IfExp& node);
  Value eval_attribute(const ast::Attribute& node);
  Value eval_subscript(const ast::Subscript& node);
  Value eval_slice(const ast::Expr* node);
  Value eval_call(const ast::Call& node);
  void push_arguments(const ast::Call& node, Arguments& arguments);
  Value eval_joined(const ast::JoinedStr& node);
  Value eval_dict(const ast::Dict& node);
  Opaque* push_elements(Span<ast::Expr*> elements, std::vector<Value>& into);
  Value eval_yield(const ast::Yield& node);
  Value eval_yield_from(const ast::YieldFrom& node);
  Value eval_super(const ast::Call& node);
  Value bind_again(Value function, Value self);
  template <class Each>
  Opaque* comprehend(Span<ast::Comprehension> generators, std::size_t at, Value first, const Each& each);
  Value eval_comprehension(const ast::Expr* node, Span<ast::Comprehension> generators);

  Interpreter& interp_;
  Interpreter::Internals& in_;
  Scope* scope_;
  Iterator* generator_;
  Value returned_;
  Opaque* undecided_loop_ = nullptr;  // a break or continue was skipped: how the loop goes on is not known
};

}  // namespace trueup::py
