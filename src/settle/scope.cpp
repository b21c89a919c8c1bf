// A source that left its scope open speaks of the schemas it has objects in.
#include <algorithm>

#include "settle/passes.h"

namespace trueup {

void settle_scope(Draft& draft, const Surroundings& surroundings) {
  std::vector<Symbol> schemas;
  for (auto& object : draft.objects())
    if (!object.id.empty()) schemas.push_back(object.id[0]);
  std::sort(schemas.begin(), schemas.end());
  schemas.erase(std::unique(schemas.begin(), schemas.end()), schemas.end());
  // Who declares nothing at all wants the schema empty that its objects would be in.
  if (schemas.empty()) schemas.push_back(surroundings.default_schema);
  for (auto& part : draft.scope.parts)
    if (!part.all_schemas && part.schemas.empty()) part.schemas = schemas;
}

}  // namespace trueup
