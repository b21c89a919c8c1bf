// One rule for create, alter and drop: a step follows the makers of what its wanted side needs, and precedes the breakers
// of what its present side needs. Then batches: what can be in one transaction is in one.
#include <algorithm>
#include <queue>
#include <stdexcept>

#include "plan/steps.h"

namespace trueup {
namespace {

// Which of several steps that could come next does: labels first, for they must be committed before they are used;
// then all that fits into the first transaction; then what must run outside of one or alone.
int urgency(const Step& step) {
  const Effects effects = effects_of(step);
  if (effects.ends_batch) return 0;
  if (effects.outside_transaction || step.alone) return 2;
  return 1;
}

// The steps that wait for each other, in words: for whoever has to find the wrong declaration.
std::string name_cycle(const Steps& steps, const std::vector<std::vector<std::size_t>>& after, const std::vector<int>& waits) {
  static constexpr std::string_view verbs[] = {"create ", "alter ", "drop ", "rename ", "fill "};
  // Every step that still waits has one before it that waits too: walking back from any of them ends in a circle.
  std::vector<std::size_t> before(waits.size(), waits.size());
  std::size_t at = waits.size();
  for (std::size_t i = 0; i < after.size(); ++i)
    for (std::size_t j : after[i])
      if (waits[i] > 0 && waits[j] > 0) before[j] = i, at = j;
  std::string out;
  for (std::size_t n = 0; n < waits.size() && at < waits.size(); ++n) at = before[at];
  if (at >= waits.size()) return out;
  for (std::size_t i = at;;) {
    out = std::string(verbs[static_cast<int>(steps.all[i].verb)]) + steps.all[i].subject().id.str() + (out.empty() ? "" : " before " + out);
    if ((i = before[i]) == at) return out;
  }
}

std::vector<std::size_t> sorted(const Steps& steps) {
  const auto& all = steps.all;
  std::vector<std::vector<std::size_t>> after(all.size());
  std::vector<int> waits(all.size());
  auto before = [&](std::size_t first, std::size_t then) {
    if (first == then || steps.removed.contains(first) || steps.removed.contains(then)) return;
    after[first].push_back(then);
    ++waits[then];
  };
  auto needs = [&](std::size_t i, const Object& object, const Model& model) {
    model.each_need(object, [&](const Id& need) {
      if (auto maker = steps.makers.find(need); maker != steps.makers.end()) before(maker->second, i);
    });
  };
  auto precedes_breakers = [&](std::size_t i, const Object& object) {
    steps.have.each_need(object, [&](const Id& need) {
      if (auto breaker = steps.breakers.find(need); breaker != steps.breakers.end()) before(i, breaker->second);
    });
  };
  std::unordered_map<Id, std::vector<std::size_t>> on_object;  // alter, fill, rename steps of an object, in their order
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (steps.removed.contains(i)) continue;
    const Step& step = all[i];
    if (step.want) needs(i, *step.want, steps.want);
    // What was not there before stands in no breaker's way.
    const bool is_made_here = step.verb == Verb::alter && steps.makers.contains(step.have->id);
    if (step.have && !is_made_here) precedes_breakers(i, *step.have);
    for (auto* inside : step.folded) step.verb == Verb::create ? needs(i, *inside, steps.want) : precedes_breakers(i, *inside);
    if (step.verb == Verb::drop) {
      if (auto maker = steps.makers.find(step.have->id); maker != steps.makers.end()) before(i, maker->second);
    } else if (step.verb == Verb::create) {
      on_object[step.want->id].insert(on_object[step.want->id].begin(), i);
    } else {
      on_object[step.want->id].push_back(i);
      // A late field follows what it points to, which the object itself does not need.
      for (auto* field : step.fields)
        if (field->late_refs)
          field->late_refs(step.want->data, [&](const Id& need) {
            if (auto maker = steps.makers.find(need); maker != steps.makers.end()) before(maker->second, i);
          });
      // … and leaves what it pointed to before that goes away, and takes it along.
      for (auto* field : step.fields)
        if (field->late_refs && step.have)
          field->late_refs(step.have->data, [&](const Id& need) {
            if (auto breaker = steps.breakers.find(need); breaker != steps.breakers.end()) before(i, breaker->second);
          });
    }
  }
  // What is made on a renamed object knows its new name; what is altered on it or dropped from it, the former one.
  for (std::size_t j = 0; j < all.size(); ++j) {
    if (steps.removed.contains(j) || all[j].verb != Verb::rename) continue;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (steps.removed.contains(i) || !all[i].subject().id.is_satellite()) continue;
      if (all[i].have && all[i].have->id.object() == all[j].have->id) before(i, j);
      if (all[i].verb == Verb::create && all[i].want->id.object() == all[j].want->id) before(j, i);
    }
  }
  // An altered object is not made anew, but what is created on it wants it altered, and what is dropped from it may be
  // what the alteration waits for.
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (steps.removed.contains(i) || (all[i].verb != Verb::create && all[i].verb != Verb::drop)) continue;
    const bool creates = all[i].verb == Verb::create;
    (creates ? steps.want : steps.have).each_need(all[i].subject(), [&](const Id& need) {
      auto altered = on_object.find(need);
      if (altered == on_object.end()) return;
      for (std::size_t j : altered->second)
        if (all[j].verb == Verb::alter) creates ? before(j, i) : before(i, j);
    });
  }
  // An extension brings types, operator classes and functions that others use without naming it.
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Kind& kind = all[i].subject().kind();
    if (!kind.underlies || (all[i].verb != Verb::create && all[i].verb != Verb::drop)) continue;
    for (std::size_t j = 0; j < all.size(); ++j)
      if (all[j].subject().kind().weight > kind.weight && all[j].subject().id != Id::on(all[j].subject().kind(), all[i].subject().id))
        all[i].verb == Verb::create ? before(i, j) : before(j, i);
  }
  for (auto [first, then] : steps.explicit_order) before(first, then);
  for (auto& [id, own] : on_object)
    for (std::size_t i = 1; i < own.size(); ++i) before(own[i - 1], own[i]);
  auto key = [&](std::size_t i) { return std::tuple(urgency(all[i]), all[i].verb != Verb::drop, all[i].subject().kind().weight, all[i].subject().id, i); };
  std::vector<std::tuple<int, bool, int, Id, std::size_t>> keys;
  for (std::size_t i = 0; i < all.size(); ++i) keys.push_back(key(i));
  auto later = [&](std::size_t a, std::size_t b) { return keys[b] < keys[a]; };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
  std::size_t expected = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (steps.removed.contains(i)) continue;
    ++expected;
    if (!waits[i]) ready.push(i);
  }
  std::vector<std::size_t> out;
  while (!ready.empty()) {
    const std::size_t i = ready.top();
    ready.pop();
    out.push_back(i);
    for (std::size_t j : after[i])
      if (!--waits[j]) ready.push(j);
  }
  if (out.size() != expected) throw std::logic_error("plan: a cycle: " + name_cycle(steps, after, waits) + "; a kind declared a wrong reference");
  return out;
}

}  // namespace

void order(Steps& steps, std::vector<Batch>& batches) {
  bool open = false;
  for (std::size_t i : sorted(steps)) {
    Step& step = steps.all[i];
    const Effects effects = effects_of(step);
    if (effects.outside_transaction || step.alone || effects.ends_batch) {
      const bool joins = effects.ends_batch && open && batches.size() == 1 && effects_of(batches.back().steps.back()).ends_batch;
      if (!joins) batches.push_back({.in_transaction = !effects.outside_transaction});
      batches.back().steps.push_back(std::move(step));
      open = effects.ends_batch;
      continue;
    }
    if (!open || effects_of(batches.back().steps.back()).ends_batch) batches.push_back({});
    batches.back().steps.push_back(std::move(step));
    open = true;
  }
}

}  // namespace trueup
