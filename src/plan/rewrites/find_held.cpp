// A view, a function or a trigger holds the columns that it mentions: PostgreSQL drops none of them, nor lets it change
// its type, unless what stands on it goes first, which nobody asked for. So the difference is left out beforehand.
#include <algorithm>

#include "base/text.h"
#include "kinds/column.h"
#include "kinds/index.h"
#include "kinds/unique.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

bool is_retyped(const Step& step) {
  auto* want = step.verb == Verb::alter ? step.want->as_if<Column>() : nullptr;
  return want && (step.have->as<Column>().type != want->type || step.have->as<Column>().collation != want->collation);
}

// Whether the plan itself sees to what stands in the way.
bool is_seen_to(const Steps& steps, const Id& id) {
  if (id.empty()) return false;
  if (steps.breakers.contains(id)) return true;
  for (std::size_t i = 0; i < steps.all.size(); ++i)
    if (steps.all[i].verb == Verb::alter && !steps.removed.contains(i) && steps.all[i].have->id == id) return true;
  return false;
}

bool holds(const Hold& hold, const Step& step) {
  const Id& id = step.have->id;
  if (step.verb == Verb::alter) return hold.holds_type && hold.held == id;
  if (hold.held == id) return !hold.goes_with_table || !step.have->kind().is_relation;
  return step.have->kind().is_relation && !hold.goes_with_table && hold.held.size() == 3 && hold.held[0] == id[0] && hold.held[1] == id[1];
}

// The differences that a step is there for: its own, or those of what it stands on and has to make room for.
void causes_of(const Steps& steps, const Step& step, std::vector<const Difference*>& out, int depth = 0) {
  if (step.cause) {
    if (std::find(out.begin(), out.end(), step.cause) == out.end()) out.push_back(step.cause);
    return;
  }
  if (depth > 8) return;
  steps.have.each_need(*step.have, [&](const Id& need) {
    for (std::size_t i = 0; i < steps.all.size(); ++i) {
      const Step& other = steps.all[i];
      if (&other == &step || steps.removed.contains(i) || !other.have || other.have->id != need) continue;
      if (other.verb == Verb::drop || is_retyped(other)) causes_of(steps, other, out, depth + 1);
    }
  });
}

// "it cannot be dropped while view a.v and view a.w depend on it".
std::string reason_for(const Step& step, const Difference& cause, const std::vector<const Hold*>& by) {
  constexpr std::size_t many = 3;
  std::vector<std::string> names;
  for (auto* hold : by)
    if (names.size() < many) names.push_back(hold->name);
  if (by.size() > many) names.push_back(counted(by.size() - many, "more object"));
  const std::string last = names.back();
  names.pop_back();
  const std::string who = (names.empty() ? "" : join(names, ", ") + " and ") + last + (by.size() == 1 ? " depends" : " depend") + " on it";
  if (step.verb == Verb::alter) return "its type cannot change while " + who;
  if (cause.have && cause.have->id == step.have->id) return "it cannot " + std::string(step.replaces ? "be made anew" : "be dropped") + " while " + who;
  return step.have->id.str() + " would have to be made anew for it, and cannot while " + who;
}

std::vector<std::string> choices_for(const std::vector<const Hold*>& by) {
  std::vector<std::string> drops;
  for (auto* hold : by) {
    if (hold->drop.empty()) return {};
    drops.push_back(hold->drop + ';');
  }
  return {join(drops, " ") + "  -- then run again, and make " + (by.size() == 1 ? "it anew as it" : "them anew as they") + " should be"};
}

}  // namespace

std::vector<LeftOut> find_held(const Steps& steps) {
  std::vector<LeftOut> out;
  if (steps.facts.holds.empty()) return out;
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    const Step& step = steps.all[i];
    if (steps.removed.contains(i) || (step.verb != Verb::drop && !is_retyped(step))) continue;
    // A constraint takes its index over (reuse_index), and nothing on it minds.
    if (step.cause && step.cause->sort == Difference::Sort::instead && step.have->as_if<Index>() && step.cause->want->as_if<Unique>()) continue;
    std::vector<const Hold*> by;
    for (auto& hold : steps.facts.holds) {
      const bool known = std::any_of(by.begin(), by.end(), [&](auto* other) { return other->name == hold.name; });
      if (!known && holds(hold, step) && !is_seen_to(steps, hold.by)) by.push_back(&hold);
    }
    if (by.empty()) continue;
    std::vector<const Difference*> causes;
    causes_of(steps, step, causes);
    for (auto* cause : causes) {
      const bool known = std::any_of(out.begin(), out.end(), [&](auto& other) { return other.difference == cause; });
      if (known) continue;
      out.push_back({.difference = cause, .reason = reason_for(step, *cause, by), .choices = choices_for(by)});
    }
  }
  std::sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.difference->subject().id < b.difference->subject().id; });
  return out;
}

}  // namespace trueup
