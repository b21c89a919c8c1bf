// An index that is to say something else under the same name: the new one is built beside it, under a name of its own,
// and takes its place in one transaction. So queries are never without one. What an interrupted run left behind under
// that name is taken over when it is whole, and dropped when it is not.
#include "base/text.h"
#include "kinds/column.h"
#include "kinds/index.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

constexpr std::string_view suffix = "_trueup_new";
constexpr std::size_t longest_name = 63;

Id name_beside(const Id& id) {
  const std::string name = std::string(utf8_prefix(id.back().view(), longest_name - suffix.size())) + std::string(suffix);
  return Id(kind_of<Index>(), {id[0], id[1], Symbol(name)});
}

bool says_the_same(const Object& a, const Object& b) {
  for (auto& field : a.kind().fields)
    if (!field.ignored() && field.compare(a.data, b.data) != Verdict::same) return false;
  return true;
}

// Whether something else of the plan comes between the old index's end and the new one's beginning: a column that is
// rebuilt or changes its type.
bool is_parted(const Steps& steps, const Object& have, const Object& want) {
  bool out = false;
  const auto look = [&](const Id& need) {
    out |= steps.breakers.contains(need) && steps.makers.contains(need);
    for (std::size_t i = 0; i < steps.all.size(); ++i) {
      const Step& step = steps.all[i];
      if (step.verb != Verb::alter || steps.removed.contains(i) || step.have->id != need || !step.want->as_if<Column>()) continue;
      out |= step.have->as<Column>().type != step.want->as<Column>().type || step.have->as<Column>().collation != step.want->as<Column>().collation;
    }
  };
  steps.have.each_need(have, look);
  steps.want.each_need(want, look);
  return out;
}

// Whether a step drops what stands on the index, a foreign key, and nothing but the index asks for it: then it waits for
// the new index too.
bool goes_for_it_alone(const Steps& steps, const Step& step, const Id& index) {
  if (step.verb != Verb::drop || !step.replaces || step.have->id.is_satellite()) return false;
  bool on_index = false, on_others = false;
  steps.have.each_need(*step.have, [&](const Id& need) {
    on_index |= need == index;
    on_others |= need != index && steps.breakers.contains(need);
    for (std::size_t i = 0; i < steps.all.size(); ++i)
      on_others |= steps.all[i].verb == Verb::alter && !steps.removed.contains(i) && steps.all[i].have->id == need;
  });
  return on_index && !on_others;
}

}  // namespace

void replace_index(Steps& steps) {
  std::unordered_set<Id> taken;  // long names may be cut to the same
  const std::size_t count = steps.all.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (steps.removed.contains(i) || steps.all[i].verb != Verb::create || !steps.all[i].want->as_if<Index>()) continue;
    const Object& want = *steps.all[i].want;
    const Difference* cause = steps.all[i].cause;
    const auto breaker = steps.breakers.find(want.id);
    if (breaker == steps.breakers.end() || steps.removed.contains(breaker->second) || steps.all[breaker->second].verb != Verb::drop) continue;
    const Object& have = *steps.all[breaker->second].have;
    if (!steps.want.find(want.id)) continue;  // the index of a key to come, which takes it over under its own name
    if (!have.as_if<Index>() || !have.as<Index>().valid || !steps.on_existing_table(want) || steps.is_partitioned(want) || is_parted(steps, have, want)) continue;
    Object beside = want;
    beside.id = name_beside(want.id);
    const Object* leftover = steps.have.find(beside.id);
    if (steps.want.find(beside.id) || (leftover && !leftover->as_if<Index>())) continue;
    if (!taken.insert(beside.id).second) continue;
    const Object* built = steps.keep(beside);
    if (leftover) {
      // Its own difference, "extra", asks for no consent any more: it goes as a part of this one.
      steps.drop(*leftover, cause);
      Step& drop = steps.all[steps.breakers.at(beside.id)];
      drop.cause = cause;
      drop.replaces = true;
    }
    steps.removed.insert(i);
    steps.removed.insert(breaker->second);
    const bool is_whole = leftover && leftover->as<Index>().valid && says_the_same(*leftover, want);
    if (is_whole) {
      steps.removed.insert(steps.breakers.at(beside.id));
      steps.breakers.erase(beside.id);
    } else {
      steps.create(*built, cause);
      steps.all.back().note = "built beside " + want.id.back().str() + ", whose place it takes then";
    }
    const std::size_t swap = steps.all.size();
    steps.all.push_back({.verb = Verb::rename, .have = built, .want = &want, .folded = {&have}, .cause = cause, .note = "takes the place of the former one"});
    if (!is_whole) steps.explicit_order.emplace_back(steps.makers.at(beside.id), swap);
    for (std::size_t j = 0; j < count && !is_whole; ++j)
      if (!steps.removed.contains(j) && goes_for_it_alone(steps, steps.all[j], want.id)) steps.explicit_order.emplace_back(steps.makers.at(beside.id), j);
    steps.makers[want.id] = swap;
    steps.breakers[want.id] = swap;
  }
}

}  // namespace trueup
