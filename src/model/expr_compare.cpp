// The three answers: a pairwise match of two canonical trees that tells "different" from "cannot tell".
#include <algorithm>
#include <cstdlib>

#include "model/expr_tree.h"

namespace trueup {
namespace {

class Match {
 public:
  explicit Match(ExprDifference& where) : where_(where) {}

  Verdict nodes(const ExprNode& have, const ExprNode& want) {
    if (have.hash == want.hash) return Verdict::same;
    if (have.sort == NodeSort::cast || want.sort == NodeSort::cast) return casts(have, want);
    if (have.sort == NodeSort::constant && want.sort == NodeSort::constant) return constants(have, want);
    if (!alike(have, want)) {
      const bool unsure = have.has(ExprNode::unsure) || want.has(ExprNode::unsure) || have.sort == NodeSort::opaque ||
                          want.sort == NodeSort::opaque;
      return found(unsure ? Verdict::undecided : Verdict::different, have, want);
    }
    Verdict all = Verdict::same;
    if (have.schema != want.schema) {
      if (!have.has(ExprNode::assumed) && !want.has(ExprNode::assumed)) return found(Verdict::different, have, want);
      all = found(Verdict::undecided, have, want);
    }
    // Of a construct that is itself a guess no part can be called different.
    if (have.sort == NodeSort::form && (have.has(ExprNode::unsure) || want.has(ExprNode::unsure)))
      return found(Verdict::undecided, have, want);
    for (std::size_t i = 0; i < have.children.size(); ++i) all = both(all, nodes(*have.children[i], *want.children[i]));
    // Equal children and unequal hashes: only what `alike` lets pass differs (a type).
    return all == Verdict::same ? found(Verdict::undecided, have, want) : all;
  }

 private:
  static bool alike(const ExprNode& have, const ExprNode& want) {
    return have.sort == want.sort && have.name == want.name && have.children.size() == want.children.size();
  }

  // A cast of the catalog's that we did not predict may have been added by PostgreSQL. One that was written was kept,
  // unless its operand has that type already; a cast with a modifier is never added.
  Verdict casts(const ExprNode& have, const ExprNode& want) {
    const bool have_cast = have.sort == NodeSort::cast, want_cast = want.sort == NodeSort::cast;
    if (have_cast && want_cast && have.type == want.type) {
      // The modifier, which no rule ever adds or drops.
      return have.name == want.name ? nodes(*have.children[0], *want.children[0])
                                    : found(Verdict::different, have, want);
    }
    Match silent(unused_);
    if (have_cast && (have.name.empty() || have.has(ExprNode::hidden)) &&
        silent.nodes(*have.children[0], want) != Verdict::different)
      return found(Verdict::undecided, have, want);
    if (want_cast && (want.has(ExprNode::no_op) || want.has(ExprNode::hidden)) &&
        silent.nodes(have, *want.children[0]) != Verdict::different)
      return found(Verdict::undecided, have, want);
    if (have_cast && want_cast && want.has(ExprNode::no_op) && have.name.empty() &&
        silent.nodes(*have.children[0], *want.children[0]) != Verdict::different)
      return found(Verdict::undecided, have, want);
    const ExprNode &have_inner = have_cast ? *have.children[0] : have,
                   &want_inner = want_cast ? *want.children[0] : want;
    const bool opaque = have_inner.sort == NodeSort::opaque || want_inner.sort == NodeSort::opaque ||
                        have_inner.has(ExprNode::unsure) || want_inner.has(ExprNode::unsure);
    return found(opaque ? Verdict::undecided : Verdict::different, have, want);
  }

  Verdict constants(const ExprNode& have, const ExprNode& want) {
    if (have.type == want.type && have.name == want.name)  // a relation's name, with and without its schema
      return found(have.has(ExprNode::assumed) || want.has(ExprNode::assumed) ? Verdict::undecided : Verdict::different,
                   have, want);
    // Text stays as it was written, even where that it is text was a guess.
    static const Symbol text("text");
    const bool raw = have.has(ExprNode::raw) || want.has(ExprNode::raw);
    if (have.type == want.type)
      return found(raw && have.type != text ? Verdict::undecided : Verdict::different, have, want);
    return found(
        raw || have.name == want.name || equal_numbers(have.name, want.name) ? Verdict::undecided : Verdict::different,
        have, want);
  }

  static bool equal_numbers(Symbol a, Symbol b) {
    const std::string left = a.str(), right = b.str();
    char *left_end = nullptr, *right_end = nullptr;
    const double left_value = std::strtod(left.c_str(), &left_end),
                 right_value = std::strtod(right.c_str(), &right_end);
    return !left.empty() && !right.empty() && !*left_end && !*right_end && left_value == right_value;
  }

  Verdict found(Verdict verdict, const ExprNode& have, const ExprNode& want) {
    if (worst_ == Verdict::same || (verdict == Verdict::different && worst_ != Verdict::different)) {
      worst_ = verdict;
      where_ = {spell(have), spell(want)};
    }
    return verdict;
  }

  ExprDifference& where_;
  ExprDifference unused_ = {};
  Verdict worst_ = Verdict::same;
};

std::string joined(std::span<const ExprNode* const> nodes, std::string_view between) {
  std::string out;
  for (const ExprNode* node : nodes) {
    if (node != nodes.front()) out += between;
    out += spell(*node);
  }
  return out;
}

std::string qualified(const ExprNode& node) {
  return node.schema.empty() ? node.name.str() : node.schema.str() + '.' + node.name.str();
}

}  // namespace

Verdict compare(const Expr& have, const Expr& want, ExprDifference& where) {
  if (have.body() == want.body() || (have && want && have.text() == want.text())) return Verdict::same;
  where = {std::string(have.text()), std::string(want.text())};
  if (have.empty() || want.empty()) return Verdict::different;
  const ExprBody &have_body = *have.body(), &want_body = *want.body();
  if (!have_body.tree || !want_body.tree) return Verdict::undecided;
  return Match(where).nodes(*have_body.tree->root, *want_body.tree->root);
}

Verdict compare(const Expr& have, const Expr& want) {
  ExprDifference where;
  return compare(have, want, where);
}

std::string spell(const ExprNode& node) {
  switch (node.sort) {
    case NodeSort::column:
    case NodeSort::opaque:
      return qualified(node);
    case NodeSort::row_of:
      return node.schema.empty() ? "*" : node.schema.str() + ".*";
    case NodeSort::constant:
      return '\'' + node.name.str() + '\'' + (node.type.empty() ? "" : "::" + node.type.str());
    case NodeSort::null:
      return "NULL";
    case NodeSort::cast:
      return spell(*node.children[0]) + "::" + node.type.str();
    case NodeSort::call:
      return qualified(node) + '(' + joined(node.children, ", ") + ')';
    case NodeSort::operation:
      if (node.children.size() == 1) return '(' + qualified(node) + ' ' + spell(*node.children[0]) + ')';
      return '(' + joined(node.children, ' ' + qualified(node) + ' ') + ')';
    case NodeSort::any_of:
      return '(' + spell(*node.children[0]) + ' ' + qualified(node) + " ANY (" + spell(*node.children[1]) + "))";
    case NodeSort::all_of:
      return '(' + spell(*node.children[0]) + ' ' + qualified(node) + " ALL (" + spell(*node.children[1]) + "))";
    case NodeSort::conjunction:
      return '(' + joined(node.children, " AND ") + ')';
    case NodeSort::disjunction:
      return '(' + joined(node.children, " OR ") + ')';
    case NodeSort::negation:
      return "(NOT " + spell(*node.children[0]) + ')';
    case NodeSort::test:
      return '(' + joined(node.children, ", ") + ' ' + node.name.str() + ')';
    case NodeSort::form:
      return node.name.str() + '[' + joined(node.children, ", ") + ']';
  }
  return {};
}

}  // namespace trueup
