#include <algorithm>

#include "kinds/check.h"
#include "read/sql/parts.h"

namespace trueup {
namespace {

std::string action(const char* letter) {
  switch (letter ? letter[0] : 'a') {
    case 'r': return "restrict";
    case 'c': return "cascade";
    case 'n': return "set null";
    case 'd': return "set default";
    default: return "no action";
  }
}

std::vector<Symbol> together(std::vector<Symbol> columns, const std::vector<Symbol>& more) {
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

}  // namespace

void NewConstraints::add(const PgQuery__Constraint& constraint, Symbol column) {
  const New one{&constraint, column, symbol_of(constraint.conname), constraint.deferrable != 0, constraint.initdeferred != 0};
  switch (constraint.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK: return checks_.push_back(one);
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY: return primary_.push_back(one);
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION: return keys_.push_back(one);
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN: return foreign_keys_.push_back(one);
    default: return;
  }
}

void NewConstraints::qualify(const PgQuery__Constraint& attribute) {
  // The one written last: its place in the text tells.
  New* last = nullptr;
  for (auto* list : {&checks_, &primary_, &keys_, &foreign_keys_})
    for (New& each : *list)
      if (!last || each.node->location > last->node->location) last = &each;
  if (!last) return;
  switch (attribute.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE: last->deferrable = true; return;
    case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE: last->deferrable = false; return;
    case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED: last->deferrable = last->initially_deferred = true; return;
    default: last->initially_deferred = false; return;
  }
}

void NewConstraints::make() {
  if (on_ == On::new_table) merge_repeated_keys();
  for (const New& each : checks_) make_check(each);
  for (const New& each : primary_) make_key(each, true);
  for (const New& each : keys_) make_key(each, false);
  for (const New& each : foreign_keys_) make_foreign_key(each);
}

Origin NewConstraints::origin_of(const New& constraint) const { return run_.origin_at(constraint.node->location); }

void NewConstraints::make_check(const New& c) {
  const PgQuery__Constraint& node = *c.node;
  if (!node.raw_expr) return;
  Check check{.expression = run_.expression(*node.raw_expr, SqlRun::Around::parentheses),
              .validated = on_ == On::new_table || !node.skip_validation, .no_inherit = node.is_no_inherit != 0};
  Symbol name = c.name;
  const Named named = name.empty() ? Named::server : Named::given;
  if (name.empty()) name = check_name(run_.names(), table_[0], table_[1], single_column(*node.raw_expr));
  run_.add(Id(kind_of<Check>(), {table_[0], table_[1], name}), std::move(check), origin_of(c), named);
}

std::vector<Symbol> NewConstraints::New::columns() const {
  return column.empty() ? symbols_of(node->keys, node->n_keys) : std::vector{column};
}

// PostgreSQL makes one index of two keys that say the same in one CREATE TABLE; the first name given stays.
void NewConstraints::merge_repeated_keys() {
  std::vector<New*> kept;
  for (New& each : primary_) kept.push_back(&each);
  std::vector<New> left;
  left.reserve(keys_.size());
  for (New& each : keys_) {
    const auto same = [&](const New* other) {
      return other->columns() == each.columns() && other->deferrable == each.deferrable && other->initially_deferred == each.initially_deferred &&
             other->node->nulls_not_distinct == each.node->nulls_not_distinct &&
             symbols_of(other->node->including, other->node->n_including) == symbols_of(each.node->including, each.node->n_including);
    };
    const auto before = std::find_if(kept.begin(), kept.end(), same);
    if (before != kept.end() && each.node->contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE) {
      if ((*before)->name.empty()) (*before)->name = each.name;
      continue;
    }
    left.push_back(each);
    if (each.node->contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE) kept.push_back(&left.back());
  }
  keys_ = std::move(left);
}

void NewConstraints::make_key(const New& c, bool primary) {
  const PgQuery__Constraint& node = *c.node;
  Symbol name = c.name;
  const Named named = name.empty() && !*node.indexname ? Named::server : Named::given;
  if (node.contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION) {
    std::vector<Symbol> columns;
    for (std::size_t i = 0; i < node.n_exclusions; ++i) {
      const PgNode& pair = *node.exclusions[i];
      const PgNode* element = pair.node_case == PG_QUERY__NODE__NODE_LIST && pair.list->n_items ? pair.list->items[0] : nullptr;
      if (!element || element->node_case != PG_QUERY__NODE__NODE_INDEX_ELEM) continue;
      columns.push_back(element->index_elem->expr ? index_expression_name(*element->index_elem->expr) : symbol_of(element->index_elem->name));
    }
    if (name.empty()) name = exclusion_name(run_.names(), table_[0], table_[1], columns);
    run_.take_relation_name(table_[0], name);
    return run_.unmodelled("exclusion constraint", table_.path_str() + '.' + name.str());
  }
  std::vector<Symbol> columns = c.columns();
  std::vector<Symbol> include = symbols_of(node.including, node.n_including);
  if (*node.indexname) {
    // ADD … USING INDEX: the index becomes the constraint, and takes its name.
    const Id index = run_.index_named({table_[0], symbol_of(node.indexname)});
    const Index* there = index.empty() ? nullptr : run_.find<Index>(index);
    if (!there) return run_.missing(Id(kind_of<Index>(), {table_[0], table_[1], symbol_of(node.indexname)}));
    columns = there->plain_columns();
    include = there->include.names;
    if (name.empty()) name = index[2];
    run_.edit(Drop{index}, {});
  }
  if (name.empty())
    name = primary ? primary_key_name(run_.names(), table_[0], table_[1])
                   : unique_name(run_.names(), table_[0], table_[1], together(columns, include));
  if (primary)
    for (Symbol column : columns)
      if (const Id id(kind_of<Column>(), {table_[0], table_[1], column}); run_.exists(id))
        run_.change<Column>(id, [](Column& it) { it.nullable = false; });
  const Id id(primary ? kind_of<PrimaryKey>() : kind_of<Unique>(), {table_[0], table_[1], name});
  if (primary) {
    PrimaryKey key{.columns = {columns}, .include = {include}, .deferrable = c.deferrable, .initially_deferred = c.initially_deferred};
    run_.add(id, std::move(key), origin_of(c), named);
  } else {
    Unique key{.columns = {columns}, .include = {include}, .nulls_not_distinct = node.nulls_not_distinct != 0, .deferrable = c.deferrable,
               .initially_deferred = c.initially_deferred};
    run_.add(id, std::move(key), origin_of(c), named);
  }
}

void NewConstraints::make_foreign_key(const New& c) {
  const PgQuery__Constraint& node = *c.node;
  if (!node.pktable) return;
  ForeignKey fk{.columns = {c.column.empty() ? symbols_of(node.fk_attrs, node.n_fk_attrs) : std::vector{c.column}},
                .references = {run_.table(*node.pktable)},
                .referenced_columns = symbols_of(node.pk_attrs, node.n_pk_attrs),
                .on_update = action(node.fk_upd_action),
                .on_delete = action(node.fk_del_action),
                .set_columns = {symbols_of(node.fk_del_set_cols, node.n_fk_del_set_cols)},
                .match = node.fk_matchtype && node.fk_matchtype[0] == 'f' ? "full" : "simple",
                .deferrable = c.deferrable,
                .initially_deferred = c.initially_deferred,
                .validated = on_ != On::table || !node.skip_validation};
  if (fk.referenced_columns.empty())
    if (const PrimaryKey* primary = run_.primary_key_of(fk.references.to)) fk.referenced_columns = primary->columns.names;
  Symbol name = c.name;
  const Named named = name.empty() ? Named::server : Named::given;
  if (name.empty()) name = foreign_key_name(run_.names(), table_[0], table_[1], fk.columns.names);
  run_.add(Id(kind_of<ForeignKey>(), {table_[0], table_[1], name}), std::move(fk), origin_of(c), named);
}

}  // namespace trueup
