// Indexes of tables that are in use are built and dropped without locking writers out. Partitioned tables refuse it.
#include "kinds/index.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {

void index_concurrently(Steps& steps) {
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    Step& step = steps.all[i];
    if (steps.removed.contains(i) || (step.verb != Verb::create && step.verb != Verb::drop)) continue;
    const Object& object = step.subject();
    if (!object.as_if<Index>() || !steps.on_existing_table(object) || steps.is_partitioned(object)) continue;
    const Object* table = steps.table_of(object.id);
    if (step.verb == Verb::create) step.options.concurrently = true;
    else step.options.concurrently = !steps.breakers.contains(table->id);
  }
}

}  // namespace trueup
