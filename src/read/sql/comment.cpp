#include "kinds/comment.h"

#include "base/text.h"
#include "kinds/enum.h"
#include "kinds/policy.h"
#include "kinds/schema.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

// The object a COMMENT speaks of; empty: of a kind that is not modelled.
Id commented(SqlRun& run, PgQuery__ObjectType type, const std::vector<Symbol>& parts) {
  const QualifiedName whole = qualified_of(parts);
  const std::vector<Symbol> above(parts.begin(), parts.empty() ? parts.end() : parts.end() - 1);
  const auto on_table = [&] { return run.locate(kind_of<Table>(), qualified_of(above)); };
  switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE: return run.locate(kind_of<Table>(), whole);
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN: {
      const Id table = on_table();
      return run.is_foreign(table) ? Id() : Id(kind_of<Column>(), {table[0], table[1], parts.back()});
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: return constraint_named(run, on_table(), parts.back());
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY: {
      const Id table = on_table();
      return Id(kind_of<Policy>(), {table[0], table[1], parts.back()});
    }
    // On the index behind a key the comment is another one than on the key: nothing of ours.
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX: {
      const Id id = run.index_named(whole);
      return run.find<Index>(id) ? id : Id();
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: return sequence_named(run, whole);
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: {
      const Id id = run.locate(kind_of<Enum>(), whole);
      return run.exists(id) ? id : Id();
    }
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: return Id(kind_of<Schema>(), {whole.name});
    default: return {};
  }
}

}  // namespace

void read_comment(SqlRun& run, const PgQuery__CommentStmt& statement) {
  const auto parts = statement.object ? parts_of(*statement.object) : std::vector<Symbol>();
  if (parts.empty()) return run.unmodelled("comment", std::string(word_of(statement.objtype)));
  const Id object = commented(run, statement.objtype, parts);
  if (object.empty()) {
    std::vector<std::string> names;
    for (Symbol part : parts) names.push_back(part.str());
    return run.unmodelled("comment", std::string(word_of(statement.objtype)) + ' ' + join(names, "."));
  }
  const Id id = Id::on(kind_of<Comment>(), object);
  if (!*statement.comment) {
    // IS NULL and IS '' both take it away.
    if (run.exists(id)) run.edit(Drop{id}, {});
    return;
  }
  if (run.exists(id)) run.change<Comment>(id, [&](Comment& comment) { comment.text = statement.comment; });
  else run.add(id, Comment{.text = statement.comment}, run.origin());
}

}  // namespace trueup
