// PostgreSQL refuses to alter the type of a column that a policy or a generated column mentions: they go in the same
// transaction and come back as they are wanted.
#include "kinds/column.h"
#include "kinds/policy.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {

void free_changed_types(Steps& steps) {
  std::unordered_set<Id> retyped;
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    Step& step = steps.all[i];
    if (step.verb != Verb::alter || steps.removed.contains(i)) continue;
    auto* column = step.want->as_if<Column>();
    if (column && (step.have->as<Column>().type != column->type || step.have->as<Column>().collation != column->collation)) retyped.insert(step.have->id);
  }
  if (retyped.empty()) return;
  for (auto& object : steps.have.objects()) {
    auto* column = object.as_if<Column>();
    if ((!object.as_if<Policy>() && !(column && column->generated)) || steps.breakers.contains(object.id) || steps.not_now.contains(object.id)) continue;
    bool holds = false;
    steps.have.each_need(object, [&](const Id& need) { holds |= retyped.contains(need); });
    auto* again = steps.want.find(object.id);
    // What want does not speak about comes back as it was.
    const bool spoken = steps.want.scope().covers(object.id);
    if (!holds || (spoken && !again)) continue;
    const Difference* cause = nullptr;
    for (std::size_t i = 0; i < steps.all.size(); ++i)
      if (steps.all[i].verb == Verb::alter && steps.all[i].want->id == object.id) cause = steps.all[i].cause, steps.removed.insert(i);
    steps.drop(object, cause);
    steps.all.back().replaces = true;
    steps.create(again ? *again : object, cause);
  }
}

}  // namespace trueup
