// What PostgreSQL adds by itself: the columns of a primary key and of an identity are NOT NULL.
#include "kinds/column.h"
#include "kinds/primary_key.h"
#include "kinds/sequence.h"
#include "settle/passes.h"

namespace trueup {

void settle_keys(Draft& draft) {
  for (auto& object : draft.objects()) {
    if (object.id.empty()) continue;
    if (auto* key = object.as_if<PrimaryKey>())
      for (Symbol name : key->columns.names)
        if (auto* column = draft.edit<Column>(Id(kind_of<Column>(), {object.id[0], object.id[1], name}))) column->nullable = false;
    if (object.as_if<Column>()) {
      auto& column = *static_cast<Column*>(const_cast<void*>(object.data));
      if (column.identity != Identity::none || column.serial != Serial::none) column.nullable = false;
    }
    if (object.as_if<Sequence>()) normalise(*static_cast<Sequence*>(const_cast<void*>(object.data)));
  }
}

}  // namespace trueup
