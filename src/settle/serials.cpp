// SERIAL is short for a sequence, a default and an owner. Whoever wrote the long form meant the same.
#include "kinds/column.h"
#include "kinds/sequence.h"
#include "settle/passes.h"

namespace trueup {

void settle_serials(Draft& draft) {
  std::vector<Id> folded;
  for (auto& object : draft.objects()) {
    if (object.id.empty()) continue;
    auto* sequence = object.as_if<Sequence>();
    if (!sequence || sequence->owned_by.to.empty()) continue;
    auto* column = draft.edit<Column>(sequence->owned_by.to);
    if (!column || !column->default_value) continue;
    auto* from = column->default_value.sequence();
    if (!from || from->name != object.id[1] || (!from->schema.empty() && from->schema != object.id[0])) continue;
    Sequence plain = *sequence;
    if (plain.type.empty()) plain.type = {.name = Symbol("bigint")};
    normalise(plain);
    const bool integer = column->type.name == "integer" || column->type.name == "bigint" || column->type.name == "smallint";
    // The sequence counts in the column's own type, or in bigint, as before PostgreSQL 10.
    if (!integer || !is_plain(plain)) continue;
    column->serial = Serial::serial;
    column->default_value = {};
    folded.push_back(object.id);
  }
  for (auto& id : folded) draft.remove(id);
}

}  // namespace trueup
