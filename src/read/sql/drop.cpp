#include "kinds/enum.h"
#include "kinds/extension.h"
#include "kinds/policy.h"
#include "kinds/schema.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

// What a DROP names; empty: of a kind that is not modelled.
Id dropped(SqlRun& run, PgQuery__ObjectType type, const std::vector<Symbol>& parts) {
  const QualifiedName whole = qualified_of(parts);
  switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE: return run.locate(kind_of<Table>(), whole);
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: return sequence_named(run, whole);
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX: {
      const Id id = run.index_named(whole);
      return id.empty() ? Id(kind_of<Index>(), {whole.schema, Symbol(), whole.name}) : id;
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: return run.locate(kind_of<Enum>(), whole);
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: return Id(kind_of<Schema>(), {whole.name});
    case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION: return Id(kind_of<Extension>(), {whole.name});
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY: {
      const Id table = run.locate(kind_of<Table>(), qualified_of(std::vector<Symbol>(parts.begin(), parts.end() - 1)));
      return Id(kind_of<Policy>(), {table[0], table[1], parts.back()});
    }
    default: return {};
  }
}

// A schema is often not created by the files that fill it.
void drop_contents(SqlRun& run, Symbol schema) {
  std::vector<Id> roots;
  for (const Object& object : run.draft.objects())
    if (object.id.size() == 2 && !object.id.is_satellite() && object.id[0] == schema) roots.push_back(object.id);
  for (const Id& id : roots)
    if (run.exists(id)) run.edit(Drop{id}, {});
}

}  // namespace

void read_drop(SqlRun& run, const PgQuery__DropStmt& statement) {
  for (std::size_t i = 0; i < statement.n_objects; ++i) {
    const auto parts = parts_of(*statement.objects[i]);
    if (parts.empty()) continue;
    const Id id = dropped(run, statement.remove_type, parts);
    std::string name;
    for (Symbol part : parts) name += (name.empty() ? "" : ".") + part.str();
    if (id.empty()) {
      std::erase_if(run.draft.unmodelled, [&](const Unmodelled& seen) { return seen.catalog == word_of(statement.remove_type) && seen.name == name; });
      continue;
    }
    if (statement.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA) drop_contents(run, id[0]);
    run.see(id);
    if (run.exists(id)) run.edit(Drop{id}, {});
    else if (!statement.missing_ok && !run.is_foreign(run.locate(kind_of<Table>(), qualified_of(parts)))) {
      if (statement.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA || statement.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION) continue;
      const auto same = std::erase_if(run.draft.unmodelled, [&](const Unmodelled& seen) { return seen.name == name; });
      if (!same) run.missing(id);
    }
  }
}

}  // namespace trueup
