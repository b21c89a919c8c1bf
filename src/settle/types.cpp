// A type that is named without a schema: declared beside it, known from the other side, or of the default schema.
#include "kinds/column.h"
#include "kinds/enum.h"
#include "pg/types.h"
#include "settle/passes.h"

namespace trueup {

void settle_types(Draft& draft, const Surroundings& surroundings) {
  std::unordered_map<Symbol, Symbol> declared;
  for (auto& object : draft.objects())
    if (!object.id.empty() && object.kind().is_type) {
      auto [at, is_new] = declared.emplace(object.id[1], object.id[0]);
      if (!is_new && object.id[0] == surroundings.default_schema) at->second = object.id[0];
    }
  auto settle_type = [&](const Object& object) {
    Type& type = static_cast<Column*>(const_cast<void*>(object.data))->type;
    if (type.empty() || !type.schema.empty() || is_builtin_type(type.name)) return;
    if (auto at = declared.find(type.name); at != declared.end()) type.schema = at->second;
    else if (auto there = surroundings.type_schemas.find(type.name); there != surroundings.type_schemas.end()) type.schema = there->second;
    else type.schema = surroundings.default_schema;
  };
  for (auto& object : draft.objects())
    if (!object.id.empty() && object.as_if<Column>()) settle_type(object);
  for (auto& other : draft.unmodelled)
    for (auto& column : other.columns) settle_type(column);
}

}  // namespace trueup
