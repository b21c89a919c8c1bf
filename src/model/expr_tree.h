// The canonical tree behind an Expr: what pg/expr builds and model/expr compares. Nothing here knows PostgreSQL's
// rules.
#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "model/expr.h"

namespace trueup {

enum class NodeSort : std::uint8_t {
  column,     // name: of the own table; schema: "old"/"new", "#2" for the second range entry of a sub-select
  row_of,     // a whole row: schema as with column, name empty
  constant,   // type, name: the normalised value
  null,       // a NULL of any type
  cast,       // type: of the result; child
  call,       // schema, name, children: a function; name "distinct:count" and the like for decorated aggregates
  operation,  // schema, name, one or two children
  any_of,     // name: operator; left side, right side (array)
  all_of,
  conjunction,
  disjunction,
  negation,
  test,    // name: "is null", "is not true", "is distinct from", "nullif" …
  form,    // any other construct; name: "case", "coalesce", "greatest", "row", "array", "collate C", "select" …
  opaque,  // not modelled; name: what it was
};

struct ExprNode {
  // What the comparison must know about how sure the node is.
  enum Flag : std::uint8_t {
    unsure = 1,   // types were missing: its casts and literals, or its very shape, are a guess
    raw = 2,      // constant: the text as written, because no rule normalises this type
    assumed = 4,  // its schema is a guess
    no_op = 8,    // cast: may turn out to change nothing (the operand's type is not known)
    hidden = 16,  // cast: added by an assignment to the target, PostgreSQL does not print it
  };
  NodeSort sort = NodeSort::opaque;
  std::uint8_t flags = 0;
  Symbol name = {};
  Symbol schema = {};
  Symbol type = {};
  std::span<const ExprNode* const> children = {};
  std::uint64_t hash = 0;  // of content, including all below

  bool has(Flag flag) const { return (flags & flag) != 0; }
};

// Owns the nodes of one expression.
class ExprTree {
 public:
  const ExprNode* add(ExprNode node, std::span<const ExprNode* const> children);
  const ExprNode* root = nullptr;

 private:
  std::deque<ExprNode> nodes_;
  std::deque<std::vector<const ExprNode*>> children_;
};

struct ExprBody {
  mutable std::atomic<std::uint32_t> references = 1;
  Symbol text = {};
  std::uint64_t hash = 0;
  bool canonical = false;
  bool evaluated_once = false;
  bool constant = false;
  char volatility = 'i';
  Symbol reason = {};
  int sequence = -1;  // index into mentions
  std::vector<Symbol> columns = {};
  std::vector<Mention> mentions = {};
  std::unique_ptr<ExprTree> tree = {};
};

// Readable, near to SQL; for messages and tests, not for a server.
std::string spell(const ExprNode& node);

}  // namespace trueup
