#include "settle/settle.h"

#include "kinds/column.h"
#include "settle/passes.h"

namespace trueup {

ModelPtr settle(Draft draft, const Surroundings& surroundings) {
  settle_schemas(draft, surroundings);
  settle_types(draft, surroundings);
  // From here on every reference names its object in full.
  settle_expressions(draft, surroundings);
  settle_serials(draft);
  settle_keys(draft);
  settle_scope(draft, surroundings);
  return ModelBuilder::build(std::move(draft));
}

Surroundings surroundings_of(const Model& have) {
  Surroundings out;
  if (!have.source().default_schema.empty()) out.default_schema = Symbol(have.source().default_schema);
  out.server_version = have.source().server_version;
  for (auto& object : have.objects())
    if (auto* column = object.as_if<Column>(); column && !column->type.schema.empty()) out.type_schemas.emplace(column->type.name, column->type.schema);
  return out;
}

}  // namespace trueup
