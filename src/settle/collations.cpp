// A collation that is named without a schema is PostgreSQL's own, or the one of this name that the other side uses.
#include "kinds/column.h"
#include "kinds/index.h"
#include "settle/passes.h"

namespace trueup {

void settle_collations(Draft& draft, const Surroundings& surroundings) {
  auto settled = [&](Symbol name) {
    const auto there = surroundings.collations.find(name);
    return there == surroundings.collations.end() ? name : there->second;
  };
  for (auto& object : draft.objects())
    if (!object.id.empty() && object.as_if<Column>()) {
      Symbol& collation = static_cast<Column*>(const_cast<void*>(object.data))->collation;
      collation = settled(collation);
    }
  for (auto& object : draft.objects()) {
    if (object.id.empty() || !object.as_if<Index>()) continue;
    for (auto& key : static_cast<Index*>(const_cast<void*>(object.data))->keys) {
      if (key.collation.empty()) continue;
      key.collation = settled(key.collation);
      // One that its column has anyway says nothing.
      const Object* column =
          key.name.empty() ? nullptr : draft.find(Id(kind_of<Column>(), {object.id[0], object.id[1], key.name}));
      if (column && column->as<Column>().collation == key.collation) key.collation = {};
    }
  }
}

}  // namespace trueup
