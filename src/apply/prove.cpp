#include "apply/prove.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "diff/diff.h"

namespace trueup {
namespace {

using Sort = Difference::Sort;

bool same_object(const Difference& a, const Difference& b) {
  auto id = [](const Object* object) { return object ? object->id : Id(); };
  if (a.want && b.want) return a.want->id == b.want->id;
  return id(a.have) == id(b.have) && !id(a.have).empty();
}

// Which of the fields that a step changed differ still, or again.
std::vector<std::string> still_different(const Difference& before, const Difference& now) {
  std::vector<std::string> out;
  for (auto* field : now.fields)
    if (before.sort != Sort::changed || std::find(before.fields.begin(), before.fields.end(), field) != before.fields.end())
      out.emplace_back(field->name);
  return out;
}

// What is wrong with the object of an applied difference; "" when it is as it should be.
std::string contradiction(const Difference& before, const Difference& now) {
  const std::string name = before.subject().id.str();
  switch (now.sort) {
    case Sort::added: return name + " is not there";
    case Sort::dropped: return name + " is still there";
    case Sort::renamed:
    case Sort::instead: return name + " has " + now.have->id.str() + " in its place";
    case Sort::changed: {
      const auto fields = still_different(before, now);
      return fields.empty() ? std::string() : name + " differs in " + join(fields, ", ");
    }
    case Sort::undecided: {
      const auto fields = still_different(before, now);
      if (fields.empty() && !now.fields.empty()) return {};
      return name + (fields.empty() ? std::string() : " (" + join(fields, ", ") + ")") + " cannot be told to be as it should: " + now.reason;
    }
  }
  return {};
}

}  // namespace

void prove(Receipt& receipt, const Approved& approved, const ModelPtr& have) {
  std::unordered_set<const Step*> done;
  for (auto& outcome : receipt.done) done.insert(outcome.step);
  std::unordered_set<const Difference*> begun, unfinished;
  for (auto& batch : approved.batches())
    for (auto& step : batch.steps)
      if (step.cause) (done.contains(&step) ? begun : unfinished).insert(step.cause);
  const Delta now = diff(have, approved.delta().want);
  for (auto& before : approved.delta().differences) {
    if (!begun.contains(&before) || unfinished.contains(&before)) continue;
    for (auto& difference : now.differences)
      if (same_object(before, difference))
        if (auto text = contradiction(before, difference); !text.empty()) receipt.contradictions.push_back(text);
  }
  receipt.proved = receipt.contradictions.empty();
}

}  // namespace trueup
