#include <algorithm>

#include "base/text.h"
#include "pg/opclasses.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

Index::Key key_of(SqlRun& run, const PgQuery__IndexElem& element, bool first, std::string_view method) {
  Index::Key key{.name = symbol_of(element.name), .collation = collation_of(element.collation, element.n_collation)};
  if (element.expr) key.expression = run.expression(*element.expr, first ? SqlRun::Around::first_element : SqlRun::Around::element);
  const Symbol opclass = dotted(symbols_of(element.opclass, element.n_opclass));
  if (!is_default_opclass(method, opclass.view())) key.opclass = opclass;
  key.descending = element.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
  key.nulls_first = element.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT
                        ? key.descending
                        : element.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST;
  return key;
}

}  // namespace

std::vector<std::string> storage_options(PgNode* const* options, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(lower(options[i]->def_elem->defname) + '=' + option_text(options[i]->def_elem->arg));
  std::sort(out.begin(), out.end());
  return out;
}

Index index_of(SqlRun& run, const PgQuery__IndexStmt& statement) {
  Index index{.method = *statement.access_method ? std::string(statement.access_method) : "btree", .unique = statement.unique != 0,
              .nulls_not_distinct = statement.nulls_not_distinct != 0};
  for (std::size_t i = 0; i < statement.n_index_params; ++i)
    index.keys.push_back(key_of(run, *statement.index_params[i]->index_elem, i == 0, index.method));
  for (std::size_t i = 0; i < statement.n_index_including_params; ++i)
    index.include.names.push_back(symbol_of(statement.index_including_params[i]->index_elem->name));
  if (statement.where_clause) index.where = run.expression(*statement.where_clause, SqlRun::Around::nothing);
  index.options = storage_options(statement.options, statement.n_options);
  return index;
}

void read_index(SqlRun& run, const PgQuery__IndexStmt& statement) {
  const Id table = run.table(*statement.relation);
  Symbol name = symbol_of(statement.idxname);
  if (run.is_foreign(table)) {
    // Of a temporary table or a materialized view.
    if (!name.empty()) run.take_relation_name(table[0], name);
    return run.unmodelled("index", table.path_str() + '.' + name.str());
  }
  if (statement.if_not_exists && !run.index_named({table[0], name}).empty()) return;
  const Named named = name.empty() ? Named::server : Named::given;
  if (name.empty()) {
    std::vector<Symbol> elements;
    for (std::size_t i = 0; i < statement.n_index_params; ++i) {
      const PgQuery__IndexElem& element = *statement.index_params[i]->index_elem;
      elements.push_back(element.expr ? index_expression_name(*element.expr) : symbol_of(element.name));
    }
    for (std::size_t i = 0; i < statement.n_index_including_params; ++i) elements.push_back(symbol_of(statement.index_including_params[i]->index_elem->name));
    name = index_name(run.names(), table[0], table[1], elements);
  }
  run.add(Id(kind_of<Index>(), {table[0], table[1], name}), index_of(run, statement), run.origin(), named);
}

}  // namespace trueup
