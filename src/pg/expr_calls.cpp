// Calls and what looks like them: functions, casts in their style, CASE, COALESCE, CURRENT_TIMESTAMP, rows.
#include <algorithm>

#include "pg/expr_analyse.h"
#include "pg/expr_literal.h"

namespace trueup {
namespace {

const Symbol& pg_catalog() {
  static const Symbol name("pg_catalog");
  return name;
}

}  // namespace

Typed Analyser::call(const PgQuery__FuncCall& call) {
  Symbol schema, name;
  for (const PgNode* part : Nodes(call.funcname, call.n_funcname))
    schema = std::exchange(name, Symbol(part->string->sval));
  std::vector<Typed> arguments;
  std::vector<TypeId> actual;
  std::vector<Symbol> by_name;
  for (const PgNode* argument : Nodes(call.args, call.n_args)) {
    const bool named = argument->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR;
    by_name.emplace_back(named ? argument->named_arg_expr->name : "");
    arguments.push_back(any(named ? *argument->named_arg_expr->arg : *argument));
  }
  if (call.agg_within_group)
    for (const PgNode* sort : Nodes(call.agg_order, call.n_agg_order)) arguments.push_back(any(*sort->sort_by->node));
  by_name.resize(arguments.size());
  for (const Typed& argument : arguments) actual.push_back(argument.type);
  const Choice choice = choose_function(types_, names_, schema, name, actual, by_name,
                                        call.func_variadic ? Spread::refused : Spread::allowed);
  switch (choice.sort) {
    case Choice::Sort::cast:
      return cast(arguments[0], choice.cast_to, {});
    case Choice::Sort::chosen:
      return decorated(call, chosen_call(call, name, choice, std::move(arguments), by_name));
    default:
      return decorated(call, unresolved_call(call, schema, name, choice, std::move(arguments), by_name));
  }
}

Typed Analyser::chosen_call(const PgQuery__FuncCall& call, Symbol name, const Choice& choice,
                            std::vector<Typed> arguments, std::span<const Symbol> by_name) {
  const Candidate& candidate = choice.candidate;
  std::vector<TypeId> actual, declared = candidate.arguments;
  for (const Typed& argument : arguments) actual.push_back(argument.type);
  TypeId result = candidate.result;
  types_.settle(actual, declared, result);
  // With better knowledge it might be a function of the model's own.
  std::uint8_t flags = choice.guessed ? ExprNode::assumed : 0;
  // text(x) is a cast or a call, depending on the type of x.
  if (arguments.size() == 1 && arguments[0].type != t_unknown && types_.is_vague(arguments[0].type) &&
      types_.named(candidate.schema, name) != t_none)
    flags |= ExprNode::unsure;
  const std::uint8_t before = cast_flags_;
  if (choice.guessed) cast_flags_ = ExprNode::no_op;
  Children parts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    // VARIADIC "any" leaves its literals without a type.
    const bool untyped = candidate.arguments[i] == t_any && arguments[i].type == t_unknown;
    parts.push_back(untyped ? guessed(arguments[i]).node : coerce(arguments[i], declared[i]).node);
    if (!by_name[i].empty()) parts.back() = form(by_name[i].str() + " =>", {parts.back()});
  }
  cast_flags_ = before;
  // f(x, 'a', 'b') and f(x, VARIADIC ARRAY['a', 'b']) are one call.
  if (call.func_variadic && !parts.empty() && is_array_form(*parts.back())) {
    const ExprNode* list = parts.back();
    parts.pop_back();
    parts.insert(parts.end(), list->children.begin(), list->children.end());
  }
  const char volatility = candidate.volatility;
  if (volatility == 'v' || findings_.volatility == 'i') findings_.volatility = volatility;
  // now() and transaction_timestamp() are CURRENT_TIMESTAMP by other names.
  if (parts.empty() && !choice.guessed && candidate.schema.empty() && (name == "now" || name == "transaction_timestamp"))
    return {form("sql current_timestamp", {}), result};
  return {make(NodeSort::call, name, parts, flags, candidate.schema), result};
}

// Nobody declares it, or the types of its arguments do not say which one is meant.
Typed Analyser::unresolved_call(const PgQuery__FuncCall& call, Symbol schema, Symbol name, const Choice& choice,
                                std::vector<Typed> arguments, std::span<const Symbol> by_name) {
  std::uint8_t flags = 0;
  TypeId result = t_none;
  if (!choice.others.empty()) {
    schema = choice.others[0].schema;
    result = choice.others[0].result;
    for (const Candidate& other : choice.others) {
      if (other.result != result) result = t_none;
      if (other.schema != schema) flags |= ExprNode::assumed;
    }
    if (is_polymorphic(result)) result = t_none;
  } else if (choice.sort == Choice::Sort::ambiguous ||
             (schema.empty() && !builtin::functions_named(name.view()).empty())) {
    if (schema.empty()) flags |= ExprNode::assumed;
    schema = schema == pg_catalog() ? Symbol() : schema;
    if (schema.empty() && builtin::functions_named(name.view()).empty() && !names_.search_path.empty()) {
      schema = names_.search_path.front();
      flags |= ExprNode::assumed;
    }
  } else if (schema.empty()) {
    flags |= ExprNode::assumed;
    if (!names_.search_path.empty()) schema = names_.search_path.front();
  } else if (schema == pg_catalog()) {
    schema = {};
  }
  // A call of one argument may be a cast to a type nobody knows.
  if (arguments.size() == 1 && (choice.sort == Choice::Sort::none || types_.named(schema, name) != t_none))
    flags |= ExprNode::unsure;
  Children parts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    TypeId agreed = choice.others.empty() ? TypeId{t_none} : choice.others[0].arguments[i];
    for (const Candidate& other : choice.others)
      if (other.arguments[i] != agreed) agreed = t_none;
    const bool literal =
        arguments[i].type == t_unknown && agreed != t_none && !is_polymorphic(agreed) && agreed != t_any;
    parts.push_back(literal ? coerce(arguments[i], agreed).node : guessed(arguments[i]).node);
    if (!by_name[i].empty()) parts.back() = form(by_name[i].str() + " =>", {parts.back()});
  }
  if (call.func_variadic && !parts.empty() && is_array_form(*parts.back())) {
    const ExprNode* list = parts.back();
    parts.pop_back();
    parts.insert(parts.end(), list->children.begin(), list->children.end());
  }
  findings_.volatility = 'v';
  return {make(NodeSort::call, name, parts, flags, schema), result};
}

// DISTINCT, ORDER BY, FILTER, OVER: around the call they belong to.
Typed Analyser::decorated(const PgQuery__FuncCall& call, Typed value) {
  if (call.agg_star) value.node = form("all rows", {value.node});
  if (call.agg_distinct) value.node = form("distinct", {value.node});
  if (call.n_agg_order != 0) {
    Children parts = {value.node};
    for (const PgNode* sort : Nodes(call.agg_order, call.n_agg_order)) parts.push_back(sort_by(*sort, {}, {}));
    value.node = form(call.agg_within_group ? "within group" : "ordered", parts);
  }
  if (call.agg_filter) value.node = form("filter", {value.node, boolean(*call.agg_filter).node});
  if (call.over) {
    const PgQuery__WindowDef& window = *call.over;
    Children parts = {value.node}, partitions, order;
    for (const PgNode* part : Nodes(window.partition_clause, window.n_partition_clause))
      partitions.push_back(guessed(any(*part)).node);
    for (const PgNode* sort : Nodes(window.order_clause, window.n_order_clause))
      order.push_back(sort_by(*sort, {}, {}));
    parts.push_back(form("partition", partitions));
    parts.push_back(form("order", order));
    for (const PgNode* offset : {window.start_offset, window.end_offset})
      parts.push_back(offset ? guessed(any(*offset)).node : form("none", {}));
    // Named windows are written elsewhere.
    const bool named = (window.name && *window.name) || (window.refname && *window.refname);
    value.node = form("over " + std::to_string(window.frame_options), parts, named ? ExprNode::unsure : 0);
  }
  return value;
}

// In ORDER BY a number or an output name stands for what is selected there.
const ExprNode* Analyser::sort_by(const PgNode& node, const std::vector<Typed>& targets,
                                  const std::vector<Symbol>& names) {
  const PgQuery__SortBy& sort = *node.sort_by;
  const ExprNode* what = nullptr;
  if (sort.node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
      sort.node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL) {
    const auto at = static_cast<std::size_t>(sort.node->a_const->ival->ival);
    if (at >= 1 && at <= targets.size()) what = targets[at - 1].node;
  } else if (sort.node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && sort.node->column_ref->n_fields == 1 &&
             sort.node->column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING) {
    const Symbol name(sort.node->column_ref->fields[0]->string->sval);
    for (std::size_t i = 0; i < names.size() && i < targets.size(); ++i)
      if (names[i] == name) what = targets[i].node;
  }
  if (!what) what = guessed(any(*sort.node)).node;
  const bool descending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
  const bool first = sort.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST ||
                     (sort.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT && descending);
  const bool by_operator = sort.n_use_op != 0;
  return form(std::string("sort") + (descending ? " desc" : "") + (first ? " nulls first" : ""), {what},
              by_operator ? ExprNode::unsure : 0);
}

Typed Analyser::value_function(const PgQuery__SQLValueFunction& function) {
  struct Known {
    std::string_view name;
    TypeId type;
  };
  static constexpr Known known[] = {{"?", t_none},
                                    {"current_date", t_date},
                                    {"current_time", t_timetz},
                                    {"current_time", t_timetz},
                                    {"current_timestamp", t_timestamptz},
                                    {"current_timestamp", t_timestamptz},
                                    {"localtime", t_time},
                                    {"localtime", t_time},
                                    {"localtimestamp", t_timestamp},
                                    {"localtimestamp", t_timestamp},
                                    {"current_role", t_name},
                                    {"current_user", t_name},
                                    {"user", t_name},
                                    {"session_user", t_name},
                                    {"current_catalog", t_name},
                                    {"current_schema", t_name}};
  const auto op = static_cast<std::size_t>(function.op);
  if (op == 0 || op >= std::size(known)) return opaque("value function");
  if (findings_.volatility == 'i') findings_.volatility = 's';
  std::string name = "sql " + std::string(known[op].name);
  Symbol modifier;
  if (function.typmod >= 0) {
    modifier = Symbol(std::to_string(std::min(function.typmod, 6)));
    name += '(' + modifier.str() + ')';
  }
  return {form(name, {}), known[op].type, modifier};
}

Typed Analyser::case_of(const PgQuery__CaseExpr& expr) {
  std::optional<Typed> subject;
  if (expr.arg) {
    subject = any(*expr.arg);
    if (subject->type == t_unknown) subject = coerce(*subject, t_text);
  }
  Children conditions;
  std::vector<Typed> results;
  // The default comes first where the common type is chosen.
  results.push_back(expr.defresult ? any(*expr.defresult) : Typed{make(NodeSort::null, {}), t_unknown});
  const ExprNode* shown = subject ? subject->node : nullptr;
  for (const PgNode* node : Nodes(expr.args, expr.n_args)) {
    const PgQuery__CaseWhen& when = *node->case_when;
    if (subject) {
      Typed left = *subject, right = any(*when.expr);
      Symbol schema;
      std::uint8_t flags = 0;
      resolved("=", left, right, schema, flags);
      conditions.push_back(right.node);
      // A cast of the subject is not printed by PostgreSQL; both sides derive it anew.
    } else {
      conditions.push_back(boolean(*when.expr).node);
    }
    results.push_back(any(*when.result));
  }
  const TypeId type = unify(results);
  Children parts = {shown ? shown : form("none", {})};
  parts.insert(parts.end(), conditions.begin(), conditions.end());
  for (const Typed& result : results) parts.push_back(result.node);
  return {form("case", parts), type, results[0].modifier};
}

Typed Analyser::unified_form(std::string_view name, Nodes nodes) {
  std::vector<Typed> values;
  for (const PgNode* node : nodes) values.push_back(any(*node));
  const TypeId type = unify(values);
  Children parts;
  for (const Typed& value : values) parts.push_back(value.node);
  return {form(name, parts), type, values.empty() ? Symbol() : values[0].modifier};
}

Typed Analyser::row(const PgQuery__RowExpr& row) {
  Children parts;
  for (const PgNode* part : Nodes(row.args, row.n_args)) {
    const Typed value = any(*part);
    parts.push_back(value.type == t_unknown ? coerce(value, t_text).node : value.node);
  }
  return {form("row", parts), t_record};
}

// ROW(…)::t coerces each member to the column of t. Without its columns it is a guess.
Typed Analyser::composite_cast(const Typed& value, const PgNode& source, TypeId to) {
  const TypeFacts facts = types_.facts(to);
  std::vector<std::pair<Symbol, Type>> columns;
  if (facts.declared) columns = facts.declared->columns;
  else if (const auto* found = names_.columns ? names_.columns(facts.schema, facts.name) : nullptr) columns = *found;
  if (source.node_case != PG_QUERY__NODE__NODE_ROW_EXPR || columns.size() != source.row_expr->n_args) {
    const bool row = value.node->sort == NodeSort::form && value.node->name == "row";
    if (!row) return cast(value, to, {});
    // Its members will be cast to columns that are not known.
    const ExprNode* members = form("row", {value.node->children.begin(), value.node->children.end()}, ExprNode::unsure);
    return {make(NodeSort::cast, {}, {members}, 0, {}, types_.label(to)), to};
  }
  Children parts;
  const auto members = elements(source);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Type& type = columns[i].second;
    const TypeId id = types_.id_of(type);
    const Typed coerced = coerce(members[i], id);
    // PostgreSQL writes the length coercions it adds: those of members that do not have that length already.
    parts.push_back(type.modifier.empty() ? coerced.node : cast(coerced, id, type.modifier).node);
  }
  return {make(NodeSort::cast, {}, {form("row", parts)}, 0, {}, types_.label(to)), to};
}

}  // namespace trueup
