// Operators in all their spellings: LIKE, IN, BETWEEN, IS DISTINCT FROM, row comparisons.
#include "pg/expr_analyse.h"

namespace trueup {
namespace {

constexpr std::string_view truth_operators[] = {"=",   "<>",  "<",    ">",  "<=", ">=", "~", "~*", "!~", "!~*", "~~",
                                                "!~~", "~~*", "!~~*", "@>", "<@", "&&", "?", "?|", "?&", "@@",  "^@"};

bool gives_truth(std::string_view name) {
  for (const std::string_view known : truth_operators)
    if (known == name) return true;
  return false;
}

struct OperatorName {
  Symbol schema = {};
  Symbol name = {};
};

OperatorName name_of(PgQuery__Node* const* parts, std::size_t count) {
  OperatorName out;
  for (std::size_t i = 0; i < count; ++i) out = {out.name, Symbol(parts[i]->string->sval)};
  return out;
}

std::span<PgQuery__Node* const> list_of(const PgNode& node) { return {node.list->items, node.list->n_items}; }

bool is_row(const PgNode& node) { return node.node_case == PG_QUERY__NODE__NODE_ROW_EXPR; }
bool is_null_constant(const PgNode& node) {
  return node.node_case == PG_QUERY__NODE__NODE_A_CONST && node.a_const->isnull;
}

}  // namespace

const ExprNode* Analyser::joined(NodeSort sort, const Children& parts) {
  Children flat;
  std::uint8_t flags = 0;
  for (const ExprNode* part : parts) {
    if (part->sort != sort) {
      flat.push_back(part);
      continue;
    }
    flat.insert(flat.end(), part->children.begin(), part->children.end());
    flags |= part->flags & ExprNode::unsure;
  }
  return flat.size() == 1 ? flat[0] : make(sort, {}, flat, flags);
}

std::vector<Typed> Analyser::elements(const PgNode& row) {
  std::vector<Typed> out;
  for (const PgNode* part : Nodes(row.row_expr->args, row.row_expr->n_args)) out.push_back(any(*part));
  return out;
}

Typed Analyser::expression(const PgQuery__AExpr& expr) {
  switch (expr.kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
      return operation(expr);
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL: {
      const auto [schema, name] = name_of(expr.name, expr.n_name);
      const Typed left = any(*expr.lexpr), right = any(*expr.rexpr);
      const bool any_of = expr.kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY;
      return quantified(any_of ? NodeSort::any_of : NodeSort::all_of, schema, name, left, right);
    }
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      return in_list(expr);
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
      return between(expr);
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
      return distinct(expr);
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF: {
      Typed left = any(*expr.lexpr), right = any(*expr.rexpr);
      Symbol schema;
      std::uint8_t flags = 0;
      resolved("=", left, right, schema, flags);
      return {make(NodeSort::test, Symbol("nullif"), {left.node, right.node}, flags), left.type, left.modifier};
    }
    default:
      return opaque("operator");
  }
}

Typed Analyser::operation(const PgQuery__AExpr& expr) {
  const auto [schema, name] = name_of(expr.name, expr.n_name);
  if (!expr.lexpr) return prefix(schema, name, any(*expr.rexpr));
  if (!expr.rexpr) return opaque("postfix operator");
  return pair(schema, name, *expr.lexpr, *expr.rexpr);
}

// One comparison of two nodes, which may both be rows.
Typed Analyser::pair(Symbol schema, Symbol name, const PgNode& left, const PgNode& right) {
  if (is_row(left) && is_row(right)) {
    const auto left_parts = elements(left), right_parts = elements(right);
    if (left_parts.size() == right_parts.size() && !left_parts.empty())
      return rows(schema, name, left_parts, right_parts);
  }
  const Typed left_value = any(left);
  return binary(schema, name, left_value, any(right));
}

// (a, b) = (1, 2) is a = 1 AND b = 2; the ordering operators keep their rows.
Typed Analyser::rows(Symbol schema, Symbol name, const std::vector<Typed>& left, const std::vector<Typed>& right) {
  const bool equal = name == "=", unequal = name == "<>";
  Children parts, left_parts, right_parts;
  std::uint8_t flags = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (equal || unequal || left.size() == 1) {
      parts.push_back(binary(schema, name, left[i], right[i]).node);
      continue;
    }
    Typed one = left[i], other = right[i];
    Symbol place = schema;
    resolved(name.view(), one, other, place, flags);
    left_parts.push_back(one.node);
    right_parts.push_back(other.node);
  }
  if (!parts.empty()) return {joined(unequal ? NodeSort::disjunction : NodeSort::conjunction, parts), t_bool};
  return {make(NodeSort::operation, name, {form("row", left_parts), form("row", right_parts)}, flags), t_bool};
}

Typed Analyser::prefix(Symbol schema, Symbol name, const Typed& value) {
  static const Symbol pg_catalog("pg_catalog");
  const TypeId actual[] = {value.type};
  if (!types_.is_vague(value.type)) {
    const Choice choice = choose_operator(types_, name.view(), actual);
    if (choice.sort == Choice::Sort::chosen) {
      std::vector<TypeId> declared = choice.candidate.arguments;
      TypeId result = choice.candidate.result;
      types_.settle(actual, declared, result);
      return {make(NodeSort::operation, name, {coerce(value, declared[0]).node}), result};
    }
  }
  if (schema == pg_catalog) schema = {};
  return {make(NodeSort::operation, name, {guessed(value).node}, 0, schema),
          name == "-" || name == "+" ? value.type : TypeId{t_none}};
}

Candidate Analyser::resolved(std::string_view name, Typed& left, Typed& right, Symbol& schema, std::uint8_t& flags) {
  static const Symbol pg_catalog("pg_catalog");
  const TypeId actual[] = {left.type, right.type};
  const bool vague = (left.type != t_unknown && types_.is_vague(left.type)) ||
                     (right.type != t_unknown && types_.is_vague(right.type));
  if (!vague) {
    Choice choice = choose_operator(types_, name, actual);
    if (choice.sort == Choice::Sort::chosen) {
      types_.settle(actual, choice.candidate.arguments, choice.candidate.result);
      left = coerce(left, choice.candidate.arguments[0]);
      right = coerce(right, choice.candidate.arguments[1]);
      schema = {};
      return choice.candidate;
    }
    // The model's own operator, or one of an extension that is not in the tables.
    if (schema.empty() && choice.sort == Choice::Sort::none) {
      flags |= ExprNode::assumed;
      if (!names_.search_path.empty()) schema = names_.search_path.front();
    }
  } else {
    flags |= ExprNode::assumed;
  }
  if (schema == pg_catalog) schema = {};
  // Two types that nobody knows: a literal most likely has the other side's type.
  const auto like = [&](const Typed& value, const Typed& other) {
    if (value.type != t_unknown) return value;
    return other.type == t_unknown || other.type == t_none || !gives_truth(name) ? guessed(value)
                                                                                 : coerce(value, other.type);
  };
  const Typed old_left = left;
  left = like(left, right);
  right = like(right, old_left);
  return {.arguments = {t_none, t_none}, .result = gives_truth(name) ? TypeId{t_bool} : TypeId{t_none}};
}

Typed Analyser::binary(Symbol schema, Symbol name, Typed left, Typed right) {
  std::uint8_t flags = 0;
  const Candidate chosen = resolved(name.view(), left, right, schema, flags);
  return {make(NodeSort::operation, name, {left.node, right.node}, flags, schema), chosen.result};
}

Typed Analyser::quantified(NodeSort sort, Symbol schema, Symbol name, Typed left, Typed right) {
  static const Symbol pg_catalog("pg_catalog");
  const TypeId element = right.type == t_unknown ? TypeId{t_unknown} : types_.element(right.type);
  const TypeId actual[] = {left.type, element};
  const bool vague =
      (left.type != t_unknown && types_.is_vague(left.type)) || (element != t_unknown && types_.is_vague(element));
  std::uint8_t flags = 0;
  bool found = false;
  if (!vague) {
    Choice choice = choose_operator(types_, name.view(), actual);
    found = choice.sort == Choice::Sort::chosen;
    if (found) {
      types_.settle(actual, choice.candidate.arguments, choice.candidate.result);
      left = coerce(left, choice.candidate.arguments[0]);
      right = coerce(right, types_.array_of(choice.candidate.arguments[1]));
      schema = {};
    } else if (schema.empty() && choice.sort == Choice::Sort::none) {
      flags |= ExprNode::assumed;
      if (!names_.search_path.empty()) schema = names_.search_path.front();
    }
  }
  if (!found) {
    if (vague) flags |= ExprNode::assumed;
    if (schema == pg_catalog) schema = {};
    if (left.type == t_unknown && element != t_none && element != t_unknown) left = coerce(left, element);
    else left = guessed(left);
    if (right.type == t_unknown && left.type != t_none && types_.array_of(left.type) != t_none)
      right = coerce(right, types_.array_of(left.type));
    else right = guessed(right);
  }
  return {make(sort, name, {left.node, right.node}, flags, schema), t_bool};
}

// IN becomes = ANY (ARRAY[…]) of the members without columns, if there are two or more and they have one type with the
// left side; what remains becomes a chain of comparisons.
Typed Analyser::in_list(const PgQuery__AExpr& expr) {
  auto [schema, name] = name_of(expr.name, expr.n_name);
  const bool any_of = name == "=";
  const NodeSort chain = any_of ? NodeSort::disjunction : NodeSort::conjunction;
  const bool row = is_row(*expr.lexpr);
  Typed left;
  std::vector<Typed> left_row;
  if (row) left_row = elements(*expr.lexpr);
  else left = any(*expr.lexpr);

  std::vector<Typed> fixed;
  std::vector<const PgNode*> single;
  std::vector<Typed> all;
  std::vector<bool> has_columns;
  if (!row)
    for (const PgNode* item : list_of(*expr.rexpr)) {
      const int before = variables_;
      all.push_back(any(*item));
      has_columns.push_back(variables_ != before);
      if (!has_columns.back()) fixed.push_back(all.back());
    }
  Children parts;
  bool gathered = false, guess = false;
  if (fixed.size() > 1) {
    std::vector<TypeId> types = {left.type};
    bool vague = left.type != t_unknown && types_.is_vague(left.type);
    for (const Typed& value : fixed) {
      types.push_back(value.type);
      vague |= value.type != t_unknown && types_.is_vague(value.type);
    }
    guess = vague;
    TypeId common = types_.common(types);
    // Of a type nobody declares at least the literals are taken for it.
    if (vague && left.type != t_none && left.type != t_unknown) common = left.type;
    // Of one category, and yet not all can become the common type (citext and bpchar).
    for (const TypeId type : types)
      if (!vague && !types_.fits({&type, 1}, {&common, 1}, CoercionContext::implicit)) common = t_none;
    if (common != t_record && (common != t_none || vague)) {
      gathered = true;
      Children members;
      for (const Typed& value : fixed) members.push_back(coerce(value, common).node);
      const Typed list{form("array", members), types_.array_of(common)};
      parts.push_back(quantified(any_of ? NodeSort::any_of : NodeSort::all_of, schema, name, left, list).node);
    }
  }
  if (row) {
    for (const PgNode* item : list_of(*expr.rexpr)) {
      if (!is_row(*item)) return opaque("row IN");
      const auto right_row = elements(*item);
      if (right_row.size() != left_row.size()) return opaque("row IN");
      parts.push_back(rows(schema, name, left_row, right_row).node);
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!gathered || has_columns[i]) parts.push_back(binary(schema, name, left, all[i]).node);
  const ExprNode* node = joined(chain, parts);
  if (guess)
    node = make(node->sort, node->name, {node->children.begin(), node->children.end()}, node->flags | ExprNode::unsure,
                node->schema);
  return {node, t_bool};
}

Typed Analyser::between(const PgQuery__AExpr& expr) {
  const auto bounds = list_of(*expr.rexpr);
  const auto compared = [&](std::string_view op, std::size_t bound) {
    return pair({}, Symbol(op), *expr.lexpr, *bounds[bound]).node;
  };
  using Kind = PgQuery__AExprKind;
  const Kind kind = expr.kind;
  const bool positive =
      kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN || kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM;
  const NodeSort inner = positive ? NodeSort::conjunction : NodeSort::disjunction;
  const NodeSort outer = positive ? NodeSort::disjunction : NodeSort::conjunction;
  const std::string_view low = positive ? ">=" : "<", high = positive ? "<=" : ">";
  const ExprNode* straight = joined(inner, {compared(low, 0), compared(high, 1)});
  if (kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN || kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN)
    return {straight, t_bool};
  const ExprNode* crossed = joined(inner, {compared(low, 1), compared(high, 0)});
  return {joined(outer, {straight, crossed}), t_bool};
}

Typed Analyser::distinct(const PgQuery__AExpr& expr) {
  const bool positive = expr.kind == PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT;
  const bool left_null = is_null_constant(*expr.lexpr), right_null = is_null_constant(*expr.rexpr);
  if (left_null || right_null) {  // IS DISTINCT FROM NULL is kept as a null test
    const Typed value = any(right_null ? *expr.lexpr : *expr.rexpr);
    return {make(NodeSort::test, Symbol(positive ? "is not null" : "is null"), {guessed(value).node}), t_bool};
  }
  const auto one = [&](Typed left, Typed right) {
    Symbol schema;
    std::uint8_t flags = 0;
    resolved("=", left, right, schema, flags);
    return make(NodeSort::test, Symbol("is distinct from"), {left.node, right.node}, flags, schema);
  };
  Children parts;
  if (is_row(*expr.lexpr) && is_row(*expr.rexpr)) {
    const auto left = elements(*expr.lexpr), right = elements(*expr.rexpr);
    if (left.size() != right.size()) return opaque("row IS DISTINCT FROM");
    for (std::size_t i = 0; i < left.size(); ++i) parts.push_back(one(left[i], right[i]));
  } else {
    const Typed left = any(*expr.lexpr);
    parts.push_back(one(left, any(*expr.rexpr)));
  }
  const ExprNode* node = joined(NodeSort::disjunction, parts);
  return {positive ? node : make(NodeSort::negation, {}, {node}), t_bool};
}

}  // namespace trueup
