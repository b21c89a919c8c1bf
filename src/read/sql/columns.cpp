#include <algorithm>

#include "pg/names.h"
#include "pg/types.h"
#include "read/sql/parts.h"

namespace trueup {

Symbol collation_of(const PgQuery__CollateClause* clause) {
  return clause ? collation_of(clause->collname, clause->n_collname) : Symbol();
}

Symbol collation_of(PgNode* const* parts, std::size_t count) {
  const QualifiedName name = qualified_of(symbols_of(parts, count));
  if (name.name.empty() || name.name == "default") return {};  // the type's own, said aloud
  return collation_name(name.schema.view(), name.name.view());
}

std::vector<Id> columns_of(const SqlRun& run, const Id& table) {
  std::vector<std::pair<std::int32_t, Id>> found;
  for (const Object& object : run.draft.objects())
    if (auto* column = object.id.empty() ? nullptr : object.as_if<Column>(); column && object.id[0] == table[0] && object.id[1] == table[1])
      found.emplace_back(column->position, object.id);
  std::stable_sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.first < b.first; });
  std::vector<Id> out;
  for (auto& [position, id] : found) out.push_back(id);
  return out;
}

namespace {

// Where the text of a column's constraint ends: where its next one begins.
std::int64_t next_location(const PgQuery__ColumnDef& definition, std::size_t constraint) {
  std::int64_t next = -1;
  const int after = definition.constraints[constraint]->constraint->location;
  auto see = [&](int location) {
    if (location > after && (next < 0 || location < next)) next = location;
  };
  for (std::size_t i = 0; i < definition.n_constraints; ++i) see(definition.constraints[i]->constraint->location);
  if (definition.coll_clause) see(definition.coll_clause->location);
  return next;
}

Identity identity_of(const char* letter) {
  if (!letter || !*letter) return Identity::none;
  return letter[0] == 'a' ? Identity::always : Identity::by_default;
}

}  // namespace

void read_column_constraints(SqlRun& run, const Id& id, const PgQuery__ColumnDef& definition, NewConstraints& constraints) {
  for (std::size_t i = 0; i < definition.n_constraints; ++i) {
    if (definition.constraints[i]->node_case != PG_QUERY__NODE__NODE_CONSTRAINT) continue;
    const PgQuery__Constraint& constraint = *definition.constraints[i]->constraint;
    switch (constraint.contype) {
      case PG_QUERY__CONSTR_TYPE__CONSTR_NULL: run.change<Column>(id, [](Column& c) { c.nullable = true; }); break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: run.change<Column>(id, [](Column& c) { c.nullable = false; }); break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
        if (constraint.raw_expr) {
          const Expr value = run.expression(*constraint.raw_expr, SqlRun::Around::nothing, next_location(definition, i));
          run.change<Column>(id, [&](Column& c) { c.default_value = value; });
        }
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
        if (constraint.raw_expr) {
          const Expr value = run.expression(*constraint.raw_expr, SqlRun::Around::parentheses);
          run.change<Column>(id, [&](Column& c) { c.generated = value; });
        }
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
        run.change<Column>(id, [&](Column& c) {
          c.identity = identity_of(constraint.generated_when);
          c.nullable = false;
        });
        note_identity_options(run, id, constraint.options, constraint.n_options);
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE:
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE:
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED:
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_IMMEDIATE: constraints.qualify(constraint); break;
      default: constraints.add(constraint, id[2]); break;
    }
  }
}

bool add_column(SqlRun& run, const Id& table, const PgQuery__ColumnDef& definition, NewConstraints& constraints) {
  const Origin origin = run.origin_at(definition.location);
  const Id id(kind_of<Column>(), {table[0], table[1], symbol_of(definition.colname)});
  Column column;
  if (definition.type_name) column.type = run.type(*definition.type_name, origin);
  if (column.type.schema.empty() && !column.type.array)
    if (const Type base = serial_base(column.type.name.view()); !base.empty()) {
      column.type = base;
      column.serial = Serial::serial;
      column.nullable = false;
    }
  column.collation = collation_of(definition.coll_clause);
  column.position = run.next_position(table);
  const bool unreadable = column.type.empty();
  const bool serial = column.serial == Serial::serial;
  const bool name_is_taken = serial && serial_sequence_name(run.names(), table[0], table[1], id[2]) != make_object_name(table[1].view(), id[2].view(), "seq");
  if (!run.add(id, std::move(column), origin)) return false;
  // Its sequence is called otherwise than SERIAL would tell: then it has to be an object.
  if (name_is_taken) unfold_serial(run, id);
  if (unreadable) run.unknown(id, Symbol("type"), "its type cannot be read");
  if (*definition.compression) run.unmodelled("compression", id.path_str());
  read_column_constraints(run, id, definition, constraints);
  return true;
}

}  // namespace trueup
