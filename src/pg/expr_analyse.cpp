#include "pg/expr_analyse.h"

#include <algorithm>

#include "base/text.h"
#include "pg/expr_literal.h"

namespace trueup {
namespace {

constexpr int deepest = 1500;  // some 1 kB of stack a level

std::string_view string_of(const PgNode& node) {
  return node.node_case == PG_QUERY__NODE__NODE_STRING ? std::string_view(node.string->sval) : std::string_view();
}

}  // namespace

const ExprNode* Analyser::make(NodeSort sort, Symbol name, Children children, std::uint8_t flags, Symbol schema,
                               Symbol type) {
  return tree_.add({.sort = sort, .flags = flags, .name = name, .schema = schema, .type = type}, children);
}

const ExprNode* Analyser::form(std::string_view name, Children children, std::uint8_t flags) {
  return make(NodeSort::form, Symbol(name), std::move(children), flags);
}

// Equal only where the whole text is equal, because what it holds is not looked at.
Typed Analyser::opaque(std::string_view what) {
  findings_.volatility = 'v';
  return {make(NodeSort::opaque, text_, {}, ExprNode::unsure, Symbol(what))};
}

const ExprNode* Analyser::whole(const PgNode& node) {
  Typed value = any(node);
  switch (site_.use) {
    case ExprUse::default_value:
    case ExprUse::generated:
    case ExprUse::argument_default:
    case ExprUse::domain_default: {
      const TypeId target = types_.base(types_.id_of(site_.target));
      // A row takes the types of the columns of what it is assigned to.
      const bool row = node.node_case == PG_QUERY__NODE__NODE_ROW_EXPR;
      if (row && target != t_none && (types_.is_composite(target) || types_.is_vague(target)))
        return composite_cast(value, node, target).node->children[0];
      if (value.node->sort == NodeSort::cast && value.type == target && types_.is_composite(target))
        return value.node->children[0];
      if (target == t_none) return (value.type == t_unknown ? guessed(value) : value).node;
      // An explicit cast to the very domain of the column changes nothing.
      if (value.node->sort == NodeSort::cast && types_.base(value.type) == target && types_.is_domain(value.type))
        value = {value.node->children[0], target};
      if (target == t_interval && value.type == t_unknown && value.node->sort == NodeSort::constant)
        return interval_literal(value.node->name.view(), site_.target).node;
      cast_flags_ = ExprNode::hidden;
      if (value.type == t_unknown || !types_.is_vague(value.type)) value = coerce(value, target);
      return value.node;
    }
    case ExprUse::index_expr:
    case ExprUse::exclude_expr:
      // An outer COLLATE belongs to the index's column, not to the expression.
      while (is_collation(*value.node)) value.node = value.node->children[0];
      return (value.type == t_unknown ? coerce(value, t_text) : value).node;
    default:
      return coerce(value, t_bool).node;
  }
}

Typed Analyser::any(const PgNode& node) {
  if (++depth_ > deepest) {
    --depth_;
    return opaque("too deep");
  }
  const Typed value = dispatch(node);
  --depth_;
  return value;
}

Typed Analyser::dispatch(const PgNode& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_A_CONST:
      return constant(*node.a_const);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return column(*node.column_ref);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return type_cast(*node.type_cast);
    case PG_QUERY__NODE__NODE_A_EXPR:
      return expression(*node.a_expr);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return call(*node.func_call);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
      return value_function(*node.sqlvalue_function);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      return case_of(*node.case_expr);
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
      return array(*node.a_array_expr, t_none, {});
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
      return indirection(*node.a_indirection);
    case PG_QUERY__NODE__NODE_ROW_EXPR:
      return row(*node.row_expr);
    case PG_QUERY__NODE__NODE_SUB_LINK:
      return sub_link(*node.sub_link);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      return unified_form("coalesce", {node.coalesce_expr->args, node.coalesce_expr->n_args});
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return unified_form(node.min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_LEAST ? "least" : "greatest",
                          {node.min_max_expr->args, node.min_max_expr->n_args});
    case PG_QUERY__NODE__NODE_BOOL_EXPR: {
      const PgQuery__BoolExpr& expr = *node.bool_expr;
      Children parts;
      for (const PgNode* part : Nodes(expr.args, expr.n_args)) parts.push_back(boolean(*part).node);
      if (expr.boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR) return {make(NodeSort::negation, {}, parts), t_bool};
      const bool both = expr.boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
      return {joined(both ? NodeSort::conjunction : NodeSort::disjunction, parts), t_bool};
    }
    case PG_QUERY__NODE__NODE_NULL_TEST: {
      const Typed value = any(*node.null_test->arg);
      const bool null = node.null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL;
      return {make(NodeSort::test, Symbol(null ? "is null" : "is not null"), {guessed(value).node}), t_bool};
    }
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST: {
      static constexpr std::string_view names[] = {
          "", "", "is true", "is not true", "is false", "is not false", "is unknown", "is not unknown"};
      const auto test = static_cast<std::size_t>(node.boolean_test->booltesttype);
      return {make(NodeSort::test, Symbol(test < 8 ? names[test] : "?"), {boolean(*node.boolean_test->arg).node}),
              t_bool};
    }
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE: {
      const PgQuery__CollateClause& clause = *node.collate_clause;
      std::string name;
      for (const PgNode* part : Nodes(clause.collname, clause.n_collname))
        if (string_of(*part) != "pg_catalog") name = string_of(*part);
      // Of a literal it leaves the type open: a coercion goes to what is below it.
      const Typed value = any(*clause.arg);
      // The outer of two is the one that counts.
      return {form("collate " + name, {is_collation(*value.node) ? value.node->children[0] : value.node}), value.type,
              value.modifier};
    }
    default:
      return opaque("construct " + std::to_string(static_cast<int>(node.node_case)));
  }
}

Typed Analyser::boolean(const PgNode& node) { return coerce(any(node), t_bool); }

Typed Analyser::constant(const PgQuery__AConst& constant) {
  if (constant.isnull) return {make(NodeSort::null, {}), t_unknown};
  const auto made = [&](TypeId type, std::string_view value) -> Typed {
    return {make(NodeSort::constant, Symbol(value), {}, 0, {}, types_.label(type)), type};
  };
  switch (constant.val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
      return made(t_int4, std::to_string(constant.ival->ival));
    case PG_QUERY__A__CONST__VAL_FVAL: {
      const std::string_view text = constant.fval->fval;
      const LiteralValue whole = literal_value(types_, t_int8, text);
      return whole.raw ? made(t_numeric, decimal(text)) : made(t_int8, whole.text);
    }
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
      return made(t_bool, constant.boolval->boolval ? "true" : "false");
    case PG_QUERY__A__CONST__VAL_BSVAL:
      return literal(constant.bsval->bsval, t_bit);
    case PG_QUERY__A__CONST__VAL_SVAL:
      return {make(NodeSort::constant, Symbol(constant.sval->sval), {}, ExprNode::raw), t_unknown};
    default:
      return opaque("constant");
  }
}

Typed Analyser::own_column(Symbol name, Symbol schema, std::uint8_t flags) {
  ++variables_;
  const Type* type = site_.column ? site_.column(name) : nullptr;
  findings_.columns.emplace_back(name, type ? *type : Type{});
  const TypeId id = type ? types_.id_of(*type) : TypeId{t_none};
  return {make(NodeSort::column, name, {}, flags, schema), id, type ? type->modifier : Symbol()};
}

// From the innermost FROM clause outwards.
std::optional<Typed> Analyser::scoped_column(Symbol qualifier, Symbol name) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    const Entry* guess = nullptr;
    for (const Entry& entry : *scope) {
      if (!qualifier.empty() && entry.alias != qualifier) continue;
      for (const auto& [column, type] : entry.columns)
        if (column == name) return Typed{make(NodeSort::column, name, {}, 0, entry.tag), type};
      if (!qualifier.empty()) return Typed{make(NodeSort::column, name, {}, 0, entry.tag)};
      if (!entry.known) guess = guess ? nullptr : &entry;
    }
    // One relation of unknown columns: it may be one of them, or belong to the outside.
    if (guess) return Typed{make(NodeSort::column, name, {}, ExprNode::unsure | ExprNode::assumed, guess->tag)};
  }
  return std::nullopt;
}

Typed Analyser::column(const PgQuery__ColumnRef& ref) {
  const Nodes fields(ref.fields, ref.n_fields);
  if (fields.back()->node_case != PG_QUERY__NODE__NODE_STRING) return row_of(ref);
  const Symbol name(string_of(*fields.back()));
  const Symbol qualifier(fields.size() > 1 ? string_of(*fields[fields.size() - 2]) : std::string_view());
  if (site_.use == ExprUse::domain_check && qualifier.empty() && name == "value") {
    const TypeId type = types_.id_of(site_.target);
    return {make(NodeSort::column, name), type, site_.target.modifier};
  }
  if (site_.use == ExprUse::trigger_when && (qualifier == "old" || qualifier == "new"))
    return own_column(name, qualifier);
  if (const auto found = scoped_column(qualifier, name)) return *found;
  if (qualifier.empty()) {
    // A name that is no column but the table's is its whole row.
    if (name == site_.table && site_.column && !site_.column(name)) return row_of(ref);
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
      for (const Entry& entry : *scope)
        if (entry.alias == name && !(site_.column && site_.column(name)))
          return {make(NodeSort::row_of, {}, {}, 0, entry.tag), t_none};
    // It may as well belong to a relation of the FROM clause whose columns are not known.
    bool doubtful = false;
    for (const auto& scope : scopes_)
      for (const Entry& entry : scope) doubtful |= !entry.known;
    return own_column(name, {}, doubtful ? ExprNode::assumed : 0);
  }
  findings_.table = true;
  if (qualifier == site_.table || scopes_.empty()) return own_column(name, {});
  Typed found = own_column(name, {});
  return {make(NodeSort::column, name, {}, ExprNode::unsure | ExprNode::assumed, qualifier), found.type,
          found.modifier};
}

Typed Analyser::row_of(const PgQuery__ColumnRef& ref) {
  findings_.table = true;
  ++variables_;
  const bool star = ref.fields[ref.n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
  const std::size_t at = star ? ref.n_fields - 2 : ref.n_fields - 1;
  const Symbol qualifier(star && ref.n_fields < 2 ? std::string_view() : string_of(*ref.fields[at]));
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
    for (const Entry& entry : *scope)
      if (entry.alias == qualifier) return {make(NodeSort::row_of, {}, {}, 0, entry.tag), t_none};
  if (site_.use == ExprUse::trigger_when && (qualifier == "old" || qualifier == "new"))
    return {make(NodeSort::row_of, {}, {}, 0, qualifier), t_none};
  return {make(NodeSort::row_of, {}), types_.named(site_.schema, site_.table)};
}

}  // namespace trueup
