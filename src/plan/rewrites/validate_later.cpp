// A foreign key or check on a table in use is added NOT VALID, which is brief, and validated in a transaction of its own
// under a lock that lets readers and writers pass. Partitioned tables refuse NOT VALID foreign keys.
#include "kinds/check.h"
#include "kinds/foreign_key.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {

void validate_later(Steps& steps) {
  const std::size_t count = steps.all.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (steps.all[i].verb != Verb::create || steps.removed.contains(i)) continue;
    const Object& object = *steps.all[i].want;
    auto* fk = object.as_if<ForeignKey>();
    auto* check = object.as_if<Check>();
    if ((!fk && !check) || !steps.on_existing_table(object) || (fk && steps.is_partitioned(object))) continue;
    if (fk ? !fk->validated || !fk->enforced : !check->validated || !check->enforced) continue;
    steps.all[i].options.not_valid = true;
    Object unchecked = object;
    if (fk) {
      ForeignKey copy = *fk;
      copy.validated = false;
      unchecked.data = steps.plan.store->add(std::move(copy));
    } else {
      Check copy = *check;
      copy.validated = false;
      unchecked.data = steps.plan.store->add(std::move(copy));
    }
    const Object* before = steps.keep(unchecked);
    steps.all.push_back({.verb = Verb::alter, .have = before, .want = &object, .fields = {object.kind().field("validated")}, .cause = steps.all[i].cause, .alone = true});
  }
  // A constraint that is there and only lacks its validation.
  for (std::size_t i = 0; i < count; ++i) {
    Step& step = steps.all[i];
    if (step.verb == Verb::alter && step.fields.size() == 1 && step.fields[0]->name == "validated") step.alone = true;
  }
}

}  // namespace trueup
