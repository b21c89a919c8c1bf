// A type that no cast of PostgreSQL leads to is not tried: only the owner of the rows knows how to translate them.
#include "kinds/column.h"
#include "kinds/sql.h"
#include "pg/types.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {

void impossible_types(Steps& steps) {
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    const Step& step = steps.all[i];
    if (step.verb != Verb::alter || steps.removed.contains(i) || !step.want->as_if<Column>()) continue;
    const Type &have = step.have->as<Column>().type, &want = step.want->as<Column>().type;
    if (have == want || classify_change(have, want) != TypeChange::needs_using || has_explicit_cast(have, want)) continue;
    const std::string alter = "ALTER TABLE " + relation_of(step.want->id) + " ", name = quoted(step.want->id.back());
    steps.leave_out(step.cause, "PostgreSQL has no cast from " + have.spell() + " to " + want.spell(),
                    {alter + "ALTER COLUMN " + name + " TYPE " + want.spell_qualified() + " USING <expression>;  -- what each value becomes",
                     alter + "DROP COLUMN " + name + ", ADD COLUMN " + name + ' ' + column_definition(step.want->as<Column>()) + ";  -- without the values"});
    steps.removed.insert(i);
  }
}

}  // namespace trueup
