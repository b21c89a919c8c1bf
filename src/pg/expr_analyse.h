// Analyser: one parse tree to one canonical tree, bottom up, as PostgreSQL's parse analysis would: literals get types,
// operators and functions are chosen, the casts they imply are written out. Its parts: expr_analyse.cpp (names,
// constants), expr_casts.cpp, expr_operators.cpp, expr_calls.cpp, expr_select.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/expr_tree.h"
#include "pg/expr_catalog.h"
#include "pg/functions.h"
#include "pg/parse.h"

namespace trueup {

// A sub-expression with its type: t_unknown for a literal not yet typed, t_none when it cannot be known.
struct Typed {
  const ExprNode* node = nullptr;
  TypeId type = t_none;
  Symbol modifier = {};  // exprTypmod
};

inline bool is_collation(const ExprNode& node) {
  return node.sort == NodeSort::form && node.name.view().starts_with("collate ");
}
inline bool is_array_form(const ExprNode& node) { return node.sort == NodeSort::form && node.name == "array"; }

// What was asked of the site, so that the answer can be used again where the same holds; and what was found.
struct Findings {
  std::vector<std::pair<Symbol, Type>> columns = {};  // looked up; an empty type: not there
  bool table = false;                                 // the table's own name or row was used
  bool evaluated_once = false;
  char volatility = 'i';
};

class Analyser {
 public:
  Analyser(TypeCatalog& types, const Names& names, const ExprSite& site, Symbol text, ExprTree& tree,
           Findings& findings)
      : types_(types), names_(names), site_(site), text_(text), tree_(tree), findings_(findings) {}

  // The whole expression, coerced as its use demands.
  const ExprNode* whole(const PgNode& node);

 private:
  using Children = std::vector<const ExprNode*>;
  using Nodes = std::span<PgQuery__Node* const>;

  // One relation of a FROM clause.
  struct Entry {
    Symbol alias = {};
    Symbol tag = {};     // "#1": how columns name it, whatever its alias
    bool known = false;  // all its columns are known
    std::vector<std::pair<Symbol, TypeId>> columns = {};
  };
  struct Selected {
    const ExprNode* node = nullptr;
    bool known = true;
    std::vector<std::pair<Symbol, TypeId>> columns = {};
  };

  // What a SELECT gives, one after the other.
  struct Targets {
    std::vector<Typed> values = {};
    std::vector<Symbol> names = {};
    bool known = true;
  };

  // --- nodes
  const ExprNode* make(NodeSort sort, Symbol name, Children children = {}, std::uint8_t flags = 0, Symbol schema = {},
                       Symbol type = {});
  const ExprNode* form(std::string_view name, Children children, std::uint8_t flags = 0);
  Typed opaque(std::string_view what);

  // --- expr_analyse.cpp
  Typed any(const PgNode& node);
  Typed dispatch(const PgNode& node);
  Typed constant(const PgQuery__AConst& constant);
  Typed column(const PgQuery__ColumnRef& ref);
  std::optional<Typed> scoped_column(Symbol qualifier, Symbol name);
  Typed own_column(Symbol name, Symbol schema, std::uint8_t flags = 0);
  Typed row_of(const PgQuery__ColumnRef& ref);
  Typed boolean(const PgNode& node);

  // --- expr_casts.cpp
  Typed type_cast(const PgQuery__TypeCast& cast);
  Typed array(const PgQuery__AArrayExpr& array, TypeId wanted, Symbol modifier);
  Typed indirection(const PgQuery__AIndirection& indirection);
  // A literal as a type's constant; of a domain, as its base's.
  Typed literal(std::string_view text, TypeId type);
  Typed interval_literal(std::string_view text, const Type& type);
  Typed relation_name(std::string_view text);
  // A literal in a place whose type is not known.
  Typed guessed(const Typed& value);
  Typed coerce(const Typed& value, TypeId to);
  Typed cast(const Typed& value, TypeId to, Symbol modifier);
  Typed collated_again(const ExprNode& collation, const Typed& below);
  std::optional<Typed> folded(const Typed& value, TypeId to);
  // Brings all to their common type, as CASE, COALESCE, ARRAY and IN do.
  TypeId unify(std::vector<Typed>& values);

  // --- expr_operators.cpp
  Typed expression(const PgQuery__AExpr& expr);
  Typed operation(const PgQuery__AExpr& expr);
  Typed prefix(Symbol schema, Symbol name, const Typed& value);
  Typed binary(Symbol schema, Symbol name, Typed left, Typed right);
  // Coerces both to what the operator takes; the node it makes is for the caller.
  Candidate resolved(std::string_view name, Typed& left, Typed& right, Symbol& schema, std::uint8_t& flags);
  Typed quantified(NodeSort sort, Symbol schema, Symbol name, Typed left, Typed right);
  Typed in_list(const PgQuery__AExpr& expr);
  Typed between(const PgQuery__AExpr& expr);
  Typed distinct(const PgQuery__AExpr& expr);
  Typed rows(Symbol schema, Symbol name, const std::vector<Typed>& left, const std::vector<Typed>& right);
  Typed pair(Symbol schema, Symbol name, const PgNode& left, const PgNode& right);
  const ExprNode* joined(NodeSort sort, const Children& parts);
  std::vector<Typed> elements(const PgNode& row);

  // --- expr_calls.cpp
  Typed call(const PgQuery__FuncCall& call);
  Typed chosen_call(const PgQuery__FuncCall& call, Symbol name, const Choice& choice, std::vector<Typed> arguments,
                    std::span<const Symbol> by_name);
  Typed unresolved_call(const PgQuery__FuncCall& call, Symbol schema, Symbol name, const Choice& choice,
                        std::vector<Typed> arguments, std::span<const Symbol> by_name);
  Typed decorated(const PgQuery__FuncCall& call, Typed value);
  Typed value_function(const PgQuery__SQLValueFunction& function);
  Typed case_of(const PgQuery__CaseExpr& expr);
  Typed unified_form(std::string_view name, Nodes values);
  Typed row(const PgQuery__RowExpr& row);
  Typed composite_cast(const Typed& value, const PgNode& source, TypeId to);
  const ExprNode* sort_by(const PgNode& node, const std::vector<Typed>& targets, const std::vector<Symbol>& names);

  // --- expr_select.cpp
  Typed sub_link(const PgQuery__SubLink& link);
  Selected select(const PgQuery__SelectStmt& select);
  // False: a WITH that is not followed.
  bool with_clause(const PgQuery__WithClause& clause, Children& parts);
  void targets(const PgQuery__SelectStmt& select, Targets& out, std::uint8_t& flags);
  void star(const PgQuery__ColumnRef& ref, Targets& out, std::uint8_t& flags);
  void clauses(const PgQuery__SelectStmt& select, const Targets& targets, Children& parts);
  const ExprNode* group_by(const PgQuery__SelectStmt& select, const Targets& targets);
  Selected set_operation(const PgQuery__SelectStmt& select);
  Selected values(const PgQuery__SelectStmt& select);
  const ExprNode* from_item(const PgNode& node);
  const ExprNode* relation(const PgQuery__RangeVar& var);
  const ExprNode* range_function(const PgQuery__RangeFunction& function);
  Symbol next_tag() { return Symbol('#' + std::to_string(++tags_)); }

  TypeCatalog& types_;
  const Names& names_;
  const ExprSite& site_;
  Symbol text_;
  ExprTree& tree_;
  Findings& findings_;
  std::vector<std::vector<Entry>> scopes_ = {};
  std::vector<std::pair<Symbol, Selected>> with_ = {};
  int tags_ = 0;
  int depth_ = 0;
  int variables_ = 0;            // columns met so far: IN treats lists with columns in another way
  std::uint8_t cast_flags_ = 0;  // for the casts being added: a guess, or hidden by an assignment
};

}  // namespace trueup
