#include "base/text.h"
#include "model/quote.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

// "RANGE (created_at)", as pg_get_partkeydef writes it.
std::string partition_key(SqlRun& run, const PgQuery__PartitionSpec& spec) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < spec.n_part_params; ++i) {
    const PgQuery__PartitionElem& element = *spec.part_params[i]->partition_elem;
    std::string key;
    if (element.expr) key = run.text_of(*element.expr, i == 0 ? SqlRun::Around::first_element : SqlRun::Around::element);
    else key = quote_identifier(symbol_of(element.name).view());
    if (element.n_collation) key += " COLLATE " + quote_identifier(dotted(symbols_of(element.collation, element.n_collation)).view());
    if (element.n_opclass) key += ' ' + quote_identifier(dotted(symbols_of(element.opclass, element.n_opclass)).view());
    keys.push_back(std::move(key));
  }
  return upper(spec.strategy) + " (" + join(keys, ", ") + ')';
}

bool is_plain_definition(const PgNode& node) { return node.node_case == PG_QUERY__NODE__NODE_COLUMN_DEF; }

}  // namespace

void read_create_table(SqlRun& run, const PgQuery__CreateStmt& statement) {
  const QualifiedName name = qualified_of(*statement.relation);
  if (*statement.relation->relpersistence == 't') return run.note_foreign(name);
  const Id table = run.to_create(kind_of<Table>(), name);
  if (statement.if_not_exists && run.exists(run.locate(kind_of<Table>(), name))) return;
  Table made{.unlogged = *statement.relation->relpersistence == 'u'};
  if (statement.partspec) made.partition_by = partition_key(run, *statement.partspec);
  run.forget_foreign(table);  // a view of that name is gone, a temporary table hid nothing
  if (!run.add(table, std::move(made), run.origin())) return;
  if (statement.of_typename) {
    run.unknown(table, {}, "its columns are those of a composite type");
    run.unmodelled("typed table", table.path_str());
  }
  if (statement.n_options) run.unmodelled("storage parameter", table.path_str());

  NewConstraints constraints(run, table, NewConstraints::On::new_table);
  for (std::size_t i = 0; i < statement.n_inh_relations; ++i)
    inherit(run, run.table(*statement.inh_relations[i]->range_var), table, run.origin());
  for (std::size_t i = 0; i < statement.n_table_elts; ++i) {
    const PgNode& element = *statement.table_elts[i];
    if (is_plain_definition(element)) {
      const Id column(kind_of<Column>(), {table[0], table[1], symbol_of(element.column_def->colname)});
      // PARTITION OF and INHERITS: the column is there already, and the definition adds to it.
      if (run.exists(column)) read_column_constraints(run, column, *element.column_def, constraints);
      else add_column(run, table, *element.column_def, constraints);
    } else if (element.node_case == PG_QUERY__NODE__NODE_CONSTRAINT) {
      constraints.add(*element.constraint, {});
    } else if (element.node_case == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE) {
      copy_like(run, *element.table_like_clause, table);
    }
  }
  constraints.make();
  for (std::size_t i = 0; i < statement.n_table_elts; ++i)
    if (statement.table_elts[i]->node_case == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE)
      copy_like_rest(run, *statement.table_elts[i]->table_like_clause, table);
  if (statement.partbound && statement.n_inh_relations)
    clone_keys(run, run.table(*statement.inh_relations[0]->range_var), table, run.origin());
}

}  // namespace trueup
