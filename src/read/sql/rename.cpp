// RENAME and SET SCHEMA.
#include "kinds/enum.h"
#include "kinds/policy.h"
#include "kinds/schema.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

void unfold_serials(SqlRun& run, const Id& table) {
  for (const Id& column : columns_of(run, table)) unfold_serial(run, column);
}

void rename(SqlRun& run, const Id& from, Symbol name, bool missing_ok) {
  if (!run.exists(from)) {
    if (!missing_ok) run.missing(from);
    return;
  }
  const Id to = from.named(name);
  // The sequence behind SERIAL keeps its name: it becomes an object that the column's default names.
  if (from.kind().name == "column") unfold_serial(run, from);
  if (from.kind().name == "table") unfold_serials(run, from);
  if (run.edit(Rename{from, to}, {})) {
    run.see(to);
    // Whatever name it had before, this one was given.
    run.draft.object(to)->named = Named::given;
  }
}

void rename_column(SqlRun& run, const PgQuery__RenameStmt& statement) {
  const Id table = run.table(*statement.relation);
  if (run.is_foreign(table)) return;
  const Symbol from = symbol_of(statement.subname), to = symbol_of(statement.newname);
  std::vector<Id> tables = {table};
  for (const Id& below : descendants_of(run, table)) tables.push_back(below);
  for (const Id& each : tables) {
    const Id column(kind_of<Column>(), {each[0], each[1], from});
    if (each == table || run.exists(column)) rename(run, column, to, statement.missing_ok);
  }
}

void rename_relation(SqlRun& run, const PgQuery__RenameStmt& statement) {
  if (run.is_foreign(run.table(*statement.relation))) {
    QualifiedName name = qualified_of(*statement.relation);
    name.name = symbol_of(statement.newname);
    return run.note_foreign(name);
  }
  Id id = relation_named(run, *statement.relation);
  if (id.empty()) id = sequence_named(run, qualified_of(*statement.relation));
  if (!run.exists(id)) id = run.table(*statement.relation);
  rename(run, id, symbol_of(statement.newname), statement.missing_ok);
}

}  // namespace

void read_rename(SqlRun& run, const PgQuery__RenameStmt& statement) {
  const Symbol to = symbol_of(statement.newname);
  switch (statement.rename_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: return rename_relation(run, statement);
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN: return rename_column(run, statement);
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: {
      const Id table = run.table(*statement.relation);
      const Id id = constraint_named(run, table, symbol_of(statement.subname));
      if (id.empty() && !statement.missing_ok) return run.missing(Id(kind_of<Unique>(), {table[0], table[1], symbol_of(statement.subname)}));
      return rename(run, id, to, statement.missing_ok);
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY: {
      const Id table = run.table(*statement.relation);
      return rename(run, Id(kind_of<Policy>(), {table[0], table[1], symbol_of(statement.subname)}), to, statement.missing_ok);
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: {
      const Id id = run.locate(kind_of<Enum>(), qualified_of(parts_of(*statement.object)));
      if (!run.exists(id)) return run.unmodelled("type", to.str());
      return rename(run, id, to, statement.missing_ok);
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: return rename(run, Id(kind_of<Schema>(), {symbol_of(statement.subname)}), to, false);
    default: return run.unmodelled(word_of(statement.rename_type), to.str());
  }
}

void read_set_schema(SqlRun& run, const PgQuery__AlterObjectSchemaStmt& statement) {
  const Symbol schema = symbol_of(statement.newschema);
  Id id;
  switch (statement.object_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
      if (run.is_foreign(run.table(*statement.relation))) return;
      id = relation_named(run, *statement.relation);
      if (id.empty()) id = sequence_named(run, qualified_of(*statement.relation));
      break;
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: id = run.locate(kind_of<Enum>(), qualified_of(parts_of(*statement.object))); break;
    default: return run.unmodelled(word_of(statement.object_type), schema.str());
  }
  if (id.size() != 2 || !run.exists(id)) {
    if (!statement.missing_ok && id.size() == 2) run.missing(id);
    return;
  }
  if (statement.object_type == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) unfold_serials(run, id);
  const Id to = id.with(0, schema);
  // Owned sequences go where their table goes.
  std::vector<Id> owned;
  for (const Object& object : run.draft.objects())
    if (auto* sequence = object.id.empty() ? nullptr : object.as_if<Sequence>(); sequence && !sequence->owned_by.to.empty() && sequence->owned_by.to.above(kind_of<Table>(), 2) == id)
      owned.push_back(object.id);
  if (!run.edit(Rename{id, to}, {})) return;
  for (const Id& sequence : owned) run.edit(Rename{sequence, sequence.with(0, schema)}, {});
  for (Object& object : run.draft.objects())
    if (!object.id.empty() && object.id.size() >= 2 && object.id[0] == schema && object.id[1] == to[1]) object.schema_given = true;
  run.see(to);
}

}  // namespace trueup
