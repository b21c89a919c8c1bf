// Objects that nobody gave a schema go where the server would put them: into its current schema.
#include <algorithm>
#include <set>

#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/foreign_key.h"
#include "kinds/sequence.h"
#include "kinds/table.h"
#include "settle/passes.h"

namespace trueup {
namespace {

Id with_schema(const Id& id, Symbol schema) {
  if (id.empty() || id.size() < 2 || !id[0].empty()) return id;
  Id out;
  if (id.is_satellite()) return Id::on(id.kind(), with_schema(id.object(), schema));
  switch (id.size()) {
    case 2: return Id(id.kind(), {schema, id[1]});
    case 3: return Id(id.kind(), {schema, id[1], id[2]});
    default: return Id(id.kind(), {schema, id[1], id[2], id[3]});
  }
}

// What a source says it speaks about is named as its objects are.
using Tables = std::set<std::pair<Symbol, Symbol>>;
Tables with_schema(const Tables& tables, Symbol schema) {
  Tables out;
  for (auto& [in, name] : tables) out.emplace(in.empty() ? schema : in, name);
  return out;
}

}  // namespace

void settle_schemas(Draft& draft, const Surroundings& surroundings) {
  const Symbol schema = surroundings.default_schema;
  for (auto& object : draft.objects())
    if (object.id.size() >= 2 && object.id[0].empty()) object.schema_given = false;
  draft.move_all([&](const Object& object) { return with_schema(object.id, schema); }, [&](const Object& object, const Id& whole) {
    draft.diags.push_back({.code = "duplicate-object", .message = whole.str() + " is declared with a schema and again without one", .origin = object.origin});
  });
  for (auto& object : draft.objects()) {
    if (object.id.empty() || object.id.size() < 2) continue;
    void* data = const_cast<void*>(object.data);
    if (object.as_if<ForeignKey>()) {
      auto& fk = *static_cast<ForeignKey*>(data);
      fk.references.to = with_schema(fk.references.to, schema);
    } else if (object.as_if<Table>()) {
      auto& table = *static_cast<Table*>(data);
      table.partition_of.to = with_schema(table.partition_of.to, schema);
    } else if (object.as_if<Sequence>()) {
      auto& sequence = *static_cast<Sequence*>(data);
      sequence.owned_by.to = with_schema(sequence.owned_by.to, schema);
    }
  }
  // Every database has it, and nobody declares it.
  draft.remove(Id(kind_named("schema"), {std::string_view("public")}));
  for (auto& part : draft.scope.parts) {
    for (Symbol& in : part.schemas)
      if (in.empty()) in = schema;
    std::sort(part.schemas.begin(), part.schemas.end());
    part.tables = with_schema(part.tables, schema);
    for (Id& id : part.objects) id = with_schema(id, schema);
  }
  for (auto& silence : draft.scope.silences) silence.except = with_schema(silence.except, schema);
  for (auto& unknown : draft.unknowns) unknown.about = with_schema(unknown.about, schema);
}

}  // namespace trueup
