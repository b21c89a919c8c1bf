#include "settle/settle.h"

#include "kinds/column.h"
#include "kinds/index.h"
#include "settle/passes.h"

namespace trueup {

ModelPtr settle(Draft draft, const Surroundings& surroundings) {
  settle_schemas(draft, surroundings);
  settle_types(draft, surroundings);
  // From here on every reference names its object in full.
  settle_expressions(draft, surroundings);
  settle_collations(draft, surroundings);
  settle_serials(draft);
  settle_keys(draft);
  settle_scope(draft, surroundings);
  return ModelBuilder::build(std::move(draft));
}

Surroundings surroundings_of(const Model& have) {
  Surroundings out;
  if (!have.source().default_schema.empty()) out.default_schema = Symbol(have.source().default_schema);
  out.server_version = have.source().server_version;
  auto see_collation = [&](Symbol name) {
    if (const auto dot = name.view().find('.'); dot != std::string_view::npos) out.collations.emplace(Symbol(name.view().substr(dot + 1)), name);
  };
  for (auto& object : have.objects()) {
    if (auto* column = object.as_if<Column>()) {
      if (!column->type.schema.empty()) out.type_schemas.emplace(column->type.name, column->type.schema);
      see_collation(column->collation);
    } else if (auto* index = object.as_if<Index>()) {
      for (auto& key : index->keys) see_collation(key.collation);
    }
  }
  return out;
}

}  // namespace trueup
