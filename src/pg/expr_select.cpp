// Sub-selects: names resolved through their FROM clauses, so that aliases and qualifications do not matter.
#include <algorithm>

#include "pg/expr_analyse.h"

namespace trueup {
namespace {

Symbol alias_of(const PgQuery__Alias* alias, std::string_view otherwise) {
  return Symbol(alias && alias->aliasname && *alias->aliasname ? std::string_view(alias->aliasname) : otherwise);
}

bool is_star(const PgNode& node) {
  if (node.node_case != PG_QUERY__NODE__NODE_COLUMN_REF) return false;
  const PgQuery__ColumnRef& ref = *node.column_ref;
  return ref.fields[ref.n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

// FigureColname, as far as names can be used from the outside.
Symbol output_name(const PgQuery__ResTarget& target) {
  if (target.name && *target.name) return Symbol(target.name);
  const PgNode& value = *target.val;
  switch (value.node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF: {
      const PgNode& last = *value.column_ref->fields[value.column_ref->n_fields - 1];
      return last.node_case == PG_QUERY__NODE__NODE_STRING ? Symbol(last.string->sval) : Symbol();
    }
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return Symbol(value.func_call->funcname[value.func_call->n_funcname - 1]->string->sval);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      return Symbol("coalesce");
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      return Symbol("case");
    default:
      return {};
  }
}

}  // namespace

Typed Analyser::sub_link(const PgQuery__SubLink& link) {
  const PgNode& inner = *link.subselect;
  if (inner.node_case != PG_QUERY__NODE__NODE_SELECT_STMT) return opaque("sub-select");
  std::string name = "=";
  Symbol schema;
  for (std::size_t i = 0; i < link.n_oper_name; ++i) name = link.oper_name[i]->string->sval;
  std::optional<Typed> test;
  std::vector<Typed> test_row;
  if (link.testexpr) {
    if (link.testexpr->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) test_row = elements(*link.testexpr);
    else test = any(*link.testexpr);
  }
  const Selected selected = select(*inner.select_stmt);
  const TypeId type = selected.columns.empty() ? TypeId{t_none} : selected.columns[0].second;
  findings_.volatility = findings_.volatility == 'v' ? 'v' : 's';
  switch (link.sub_link_type) {
    case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
      return {form("exists", {selected.node}), t_bool};
    case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK:
      return {form("scalar select", {selected.node}), type};
    case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
      return {form("array select", {selected.node}), types_.array_of(type)};
    case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK:
    case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK: {
      // Only the left side's casts are printed; the right side's are derived anew.
      const bool any_of = link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK;
      Children parts;
      std::uint8_t flags = 0;
      if (test) test_row = {*test};
      for (std::size_t i = 0; i < test_row.size(); ++i) {
        Typed left = test_row[i];
        Typed right{selected.node, i < selected.columns.size() ? selected.columns[i].second : TypeId{t_none}};
        resolved(name, left, right, schema, flags);
        parts.push_back(left.node);
      }
      const ExprNode* left = parts.size() == 1 ? parts[0] : form("row", parts);
      return {form((any_of ? "any " : "all ") + name, {left, selected.node}, 0), t_bool};
    }
    default:
      return opaque("sub-select");
  }
}

bool Analyser::with_clause(const PgQuery__WithClause& clause, Children& parts) {
  if (clause.recursive) return false;
  for (const PgNode* node : Nodes(clause.ctes, clause.n_ctes)) {
    const PgQuery__CommonTableExpr& cte = *node->common_table_expr;
    if (cte.ctequery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) return false;
    Selected inner = select(*cte.ctequery->select_stmt);
    for (std::size_t i = 0; i < cte.n_aliascolnames && i < inner.columns.size(); ++i)
      inner.columns[i].first = Symbol(cte.aliascolnames[i]->string->sval);
    const std::string name = "with " + std::to_string(with_.size()) + ' ' + std::to_string(cte.ctematerialized);
    parts.push_back(form(name, {inner.node}));
    with_.emplace_back(Symbol(cte.ctename), inner);
  }
  return true;
}

void Analyser::star(const PgQuery__ColumnRef& ref, Targets& out, std::uint8_t& flags) {
  // PostgreSQL wrote the columns of that day, in the order of that day.
  flags |= ExprNode::unsure;
  const Symbol qualifier(ref.n_fields > 1 ? ref.fields[ref.n_fields - 2]->string->sval : "");
  for (const Entry& entry : scopes_.back()) {
    if (!qualifier.empty() && entry.alias != qualifier) continue;
    if (!entry.known) {
      out.known = false;
      out.values.push_back({make(NodeSort::row_of, {}, {}, ExprNode::unsure, entry.tag), t_none});
      out.names.emplace_back();
      continue;
    }
    for (const auto& [name, type] : entry.columns) {
      out.values.push_back({make(NodeSort::column, name, {}, ExprNode::unsure, entry.tag), type});
      out.names.push_back(name);
    }
  }
}

void Analyser::targets(const PgQuery__SelectStmt& select, Targets& out, std::uint8_t& flags) {
  for (const PgNode* node : Nodes(select.target_list, select.n_target_list)) {
    const PgQuery__ResTarget& target = *node->res_target;
    if (is_star(*target.val)) {
      star(*target.val->column_ref, out, flags);
      continue;
    }
    const Typed value = any(*target.val);
    out.values.push_back(value.type == t_unknown ? coerce(value, t_text) : value);
    out.names.push_back(output_name(target));
  }
}

const ExprNode* Analyser::group_by(const PgQuery__SelectStmt& select, const Targets& targets) {
  Children group;
  for (const PgNode* node : Nodes(select.group_clause, select.n_group_clause)) {
    if (node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL) {
      group.push_back(guessed(any(*node)).node);
      continue;
    }
    const auto at = static_cast<std::size_t>(node->a_const->ival->ival);
    group.push_back(at >= 1 && at <= targets.values.size() ? targets.values[at - 1].node : opaque("group").node);
  }
  return form(select.group_distinct ? "group distinct" : "group", group);
}

// What follows the FROM clause.
void Analyser::clauses(const PgQuery__SelectStmt& select, const Targets& targets, Children& parts) {
  if (select.where_clause) parts.push_back(form("where", {boolean(*select.where_clause).node}));
  if (select.n_group_clause != 0) parts.push_back(group_by(select, targets));
  if (select.having_clause) parts.push_back(form("having", {boolean(*select.having_clause).node}));
  if (select.n_distinct_clause != 0) {
    Children distinct;
    for (const PgNode* node : Nodes(select.distinct_clause, select.n_distinct_clause))
      if (node && node->node_case != PG_QUERY__NODE__NODE__NOT_SET) distinct.push_back(guessed(any(*node)).node);
    parts.push_back(form("distinct", distinct));
  }
  if (select.n_sort_clause != 0) {
    Children order;
    for (const PgNode* node : Nodes(select.sort_clause, select.n_sort_clause))
      order.push_back(sort_by(*node, targets.values, targets.names));
    parts.push_back(form("order", order));
  }
  const auto bound = [&](const PgNode* node, std::string_view name) {
    if (node) parts.push_back(form(name, {coerce(any(*node), t_int8).node}));
  };
  const bool ties = select.limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES;
  bound(select.limit_count, ties ? "limit with ties" : "limit");
  bound(select.limit_offset, "offset");
  if (select.n_locking_clause != 0 || select.n_window_clause != 0) parts.push_back(opaque("locking or windows").node);
}

Analyser::Selected Analyser::select(const PgQuery__SelectStmt& select) {
  const std::size_t with_before = with_.size();
  Children parts;
  if (select.with_clause && !with_clause(*select.with_clause, parts)) return {opaque("with").node, false};
  Selected out;
  if (select.larg || select.n_values_lists != 0) {
    out = select.larg ? set_operation(select) : values(select);
    parts.push_back(out.node);
    scopes_.emplace_back();
  } else {
    scopes_.emplace_back();
    Children from;
    for (const PgNode* item : Nodes(select.from_clause, select.n_from_clause)) from.push_back(from_item(*item));
    parts.push_back(form("from", from));
  }
  Targets given;
  std::uint8_t flags = 0;
  targets(select, given, flags);
  Children nodes;
  for (std::size_t i = 0; i < given.values.size(); ++i) {
    nodes.push_back(given.values[i].node);
    out.columns.emplace_back(given.names[i], given.values[i].type);
  }
  out.known &= given.known;
  if (!nodes.empty()) parts.push_back(form("targets", nodes, flags));
  clauses(select, given, parts);
  scopes_.pop_back();
  with_.resize(with_before);
  out.node = form("select", parts);
  return out;
}

Analyser::Selected Analyser::set_operation(const PgQuery__SelectStmt& select) {
  const Selected left = this->select(*select.larg), right = this->select(*select.rarg);
  static constexpr std::string_view names[] = {"?", "none", "union", "intersect", "except"};
  const auto op = static_cast<std::size_t>(select.op);
  Selected out = left;
  for (std::size_t i = 0; i < out.columns.size() && i < right.columns.size(); ++i) {
    const TypeId both[] = {out.columns[i].second, right.columns[i].second};
    out.columns[i].second = types_.common(both);
  }
  out.node = form(std::string(names[op < 5 ? op : 0]) + (select.all ? " all" : ""), {left.node, right.node});
  return out;
}

Analyser::Selected Analyser::values(const PgQuery__SelectStmt& select) {
  std::vector<std::vector<Typed>> columns;
  std::size_t rows = select.n_values_lists;
  for (const PgNode* list : Nodes(select.values_lists, select.n_values_lists)) {
    columns.resize(list->list->n_items);
    for (std::size_t i = 0; i < list->list->n_items; ++i) columns[i].push_back(any(*list->list->items[i]));
  }
  Selected out;
  for (std::size_t i = 0; i < columns.size(); ++i)
    out.columns.emplace_back(Symbol("column" + std::to_string(i + 1)), unify(columns[i]));
  Children row_nodes;
  for (std::size_t r = 0; r < rows; ++r) {
    Children members;
    for (const auto& column : columns)
      if (r < column.size()) members.push_back(column[r].node);
    row_nodes.push_back(form("row", members));
  }
  out.node = form("values", row_nodes);
  return out;
}

const ExprNode* Analyser::from_item(const PgNode& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      return relation(*node.range_var);
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      return range_function(*node.range_function);
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT: {
      const PgQuery__RangeSubselect& range = *node.range_subselect;
      const Selected inner = select(*range.subquery->select_stmt);
      Entry entry{
          .alias = alias_of(range.alias, ""), .tag = next_tag(), .known = inner.known, .columns = inner.columns};
      if (range.alias)
        for (std::size_t i = 0; i < range.alias->n_colnames && i < entry.columns.size(); ++i)
          entry.columns[i].first = Symbol(range.alias->colnames[i]->string->sval);
      scopes_.back().push_back(entry);
      return form(range.lateral ? "lateral" : "derived", {inner.node});
    }
    case PG_QUERY__NODE__NODE_JOIN_EXPR: {
      const PgQuery__JoinExpr& join = *node.join_expr;
      Children parts = {from_item(*join.larg)};
      parts.push_back(from_item(*join.rarg));
      static constexpr std::string_view names[] = {"?", "inner", "left", "full", "right"};
      const auto type = static_cast<std::size_t>(join.jointype);
      std::string name = "join " + std::string(names[type < 5 ? type : 0]);
      for (const PgNode* column : Nodes(join.using_clause, join.n_using_clause))
        name += " using " + std::string(column->string->sval);
      if (join.quals) parts.push_back(boolean(*join.quals).node);
      // Merged columns and the join's own alias are not followed.
      const bool merged = join.is_natural || join.n_using_clause != 0 || join.alias;
      return form(name, parts, merged ? ExprNode::unsure : 0);
    }
    default:
      return opaque("from").node;
  }
}

const ExprNode* Analyser::relation(const PgQuery__RangeVar& var) {
  const Symbol name(var.relname);
  Symbol schema(var.schemaname ? var.schemaname : "");
  Entry entry{.alias = alias_of(var.alias, var.relname), .tag = next_tag()};
  if (schema.empty())
    for (std::size_t i = with_.size(); i-- > 0;)
      if (with_[i].first == name) {
        entry.known = with_[i].second.known;
        entry.columns = with_[i].second.columns;
        scopes_.back().push_back(entry);
        return form("with reference " + std::to_string(i), {});
      }
  std::uint8_t flags = 0;
  const std::vector<std::pair<Symbol, Type>>* columns = nullptr;
  if (names_.columns) {
    if (!schema.empty()) columns = names_.columns(schema, name);
    else
      for (const Symbol place : names_.search_path)
        if (!columns && (columns = names_.columns(place, name))) schema = place;
  }
  if (schema.empty()) {
    flags = ExprNode::assumed;
    if (!names_.search_path.empty()) schema = names_.search_path.front();
  }
  if (columns) {
    entry.known = true;
    for (const auto& [column, type] : *columns) entry.columns.emplace_back(column, types_.id_of(type));
    if (var.alias)
      for (std::size_t i = 0; i < var.alias->n_colnames && i < entry.columns.size(); ++i)
        entry.columns[i].first = Symbol(var.alias->colnames[i]->string->sval);
  }
  scopes_.back().push_back(entry);
  return make(NodeSort::form, name, {}, flags, schema, Symbol("relation"));
}

const ExprNode* Analyser::range_function(const PgQuery__RangeFunction& function) {
  Children parts;
  Entry entry{.tag = next_tag()};
  std::string name = "function";
  for (const PgNode* node : Nodes(function.functions, function.n_functions)) {
    const PgNode* call_node =
        node->node_case == PG_QUERY__NODE__NODE_LIST && node->list->n_items != 0 ? node->list->items[0] : node;
    const Typed value = any(*call_node);
    parts.push_back(value.node);
    std::string_view own = "";
    if (call_node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
      own = call_node->func_call->funcname[call_node->func_call->n_funcname - 1]->string->sval;
    entry.alias = alias_of(function.alias, own);
    // One scalar column takes the alias's name.
    if (function.n_functions == 1 && value.type != t_none && value.type != t_record) {
      entry.columns.emplace_back(entry.alias, value.type);
      if (function.alias && function.alias->n_colnames != 0)
        entry.columns[0].first = Symbol(function.alias->colnames[0]->string->sval);
      entry.known = !function.ordinality;
    }
  }
  if (function.ordinality) name += " with ordinality";
  const bool unsure = function.n_coldeflist != 0 || function.is_rowsfrom;
  scopes_.back().push_back(entry);
  return form(name, parts, unsure ? ExprNode::unsure : 0);
}

}  // namespace trueup
