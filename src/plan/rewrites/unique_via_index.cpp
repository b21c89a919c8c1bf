// A key on a table in use: its index is built concurrently, which locks out nobody, and then taken over by the
// constraint, which is brief.
#include "kinds/index.h"
#include "kinds/primary_key.h"
#include "kinds/unique.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

Index index_for(const Columns& columns, const Columns& include, bool nulls_not_distinct) {
  Index out{.unique = true, .include = include, .nulls_not_distinct = nulls_not_distinct};
  for (Symbol name : columns.names) out.keys.push_back({.name = name});
  return out;
}

}  // namespace

void reuse_index(Steps& steps) {
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    Step& step = steps.all[i];
    if (step.verb != Verb::create || !step.cause || step.cause->sort != Difference::Sort::instead) continue;
    auto* index = step.cause->have->as_if<Index>();
    if (!step.want->as_if<Unique>() || !index || !index->valid || steps.is_partitioned(*step.want)) continue;
    step.options.using_index = step.cause->have->id.back().str();
    step.note = "takes over the unique index that is there";
    const std::size_t drop = steps.breakers.at(step.cause->have->id);
    steps.removed.insert(drop);
    steps.breakers.erase(step.cause->have->id);
  }
}

void unique_via_index(Steps& steps) {
  const std::size_t count = steps.all.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (steps.all[i].verb != Verb::create || !steps.all[i].options.using_index.empty() || steps.removed.contains(i)) continue;
    const Object& object = *steps.all[i].want;
    auto* unique = object.as_if<Unique>();
    auto* key = object.as_if<PrimaryKey>();
    if ((!unique && !key) || !steps.on_existing_table(object) || steps.is_partitioned(object)) continue;
    // Rebuilt keys take their foreign keys with them; that is done at once.
    if (steps.breakers.contains(object.id)) continue;
    if (!steps.may_hold_rows(steps.table_of(object.id)->id)) continue;
    Object index{.id = object.id.as(kind_of<Index>()), .origin = object.origin};
    index.data = steps.plan.store->add(unique ? index_for(unique->columns, unique->include, unique->nulls_not_distinct) : index_for(key->columns, key->include, false));
    const Object* built = steps.keep(index);
    // What an interrupted build left under this name is in the way.
    if (auto* leftover = steps.have.find(index.id)) {
      steps.drop(*leftover, nullptr);
      steps.all[steps.breakers.at(index.id)].replaces = true;
    }
    steps.create(*built, steps.all[i].cause);
    steps.all[i].options.using_index = object.id.back().str();
    steps.all[i].note = "takes over the index built before";
  }
  // The constraint needs its index, which no field of it names: the order is by need, so it is said here.
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    Step& step = steps.all[i];
    if (step.verb == Verb::create && !step.options.using_index.empty())
      if (auto maker = steps.makers.find(step.want->id.as(kind_of<Index>())); maker != steps.makers.end()) steps.explicit_order.emplace_back(maker->second, i);
  }
}

}  // namespace trueup
