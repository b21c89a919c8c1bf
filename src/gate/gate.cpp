#include "gate/gate.h"

#include <unordered_set>

namespace trueup {
namespace {

// The consent that a step lacks; "" when it has all it needs.
std::string lacking(const Step& step, const Consents& consents) {
  if (consents.everything) return {};
  const Effects effects = effects_of(step);
  if (effects.drops && !consents.drop) return "drop";
  if (effects.narrows && !consents.narrow) return "narrow";
  if (effects.rewrites && !consents.rewrite) return "rewrite";
  return {};
}

bool is_missing_column(const Step& step, const Model& have) {
  if (!step.cause || step.cause->sort != Difference::Sort::added || step.cause->want->kind().name != "column") return false;
  return have.parent(step.cause->want->id) != nullptr;
}

}  // namespace

Approved gate(Plan plan, const Consents& consents) {
  std::unordered_map<const Difference*, std::string> refused;  // whole differences: half of one is worse than none
  std::unordered_set<Id> absent;                               // what is therefore not there
  auto refuse = [&](const Step& step, const std::string& consent, const std::string& reason) {
    if (!step.cause || !refused.emplace(step.cause, consent).second) return false;
    plan.left_out.push_back({.difference = step.cause, .reason = reason, .consent = consent});
    return true;
  };
  for (auto& batch : plan.batches)
    for (auto& step : batch.steps) {
      if (consents.columns_only && !is_missing_column(step, *plan.delta.have)) refuse(step, {}, "only missing columns are asked for");
      else if (auto consent = lacking(step, consents); !consent.empty())
        refuse(step, consent, consent == "drop" ? "it would drop " + step.subject().id.str()
                              : consent == "narrow" ? "it may refuse or cut values that are legal today"
                                                    : "it writes the table anew while nobody can use it");
    }
  // What needs something that will not be there, or stands on something that will not go, waits with it.
  for (bool grew = true; grew;) {
    grew = false;
    for (auto& batch : plan.batches)
      for (auto& step : batch.steps)
        if (refused.contains(step.cause) && step.cause && step.verb == Verb::create && !plan.delta.have->find(step.want->id)) absent.insert(step.want->id);
    for (auto& batch : plan.batches)
      for (auto& step : batch.steps) {
        if (!step.want || refused.contains(step.cause)) continue;
        std::string missing;
        plan.delta.want->each_need(*step.want, [&](const Id& need) {
          if (absent.contains(need)) missing = need.str();
        });
        if (!missing.empty()) grew |= refuse(step, {}, "it needs " + missing + ", which is left out");
      }
  }
  for (auto& batch : plan.batches) {
    for (auto& step : batch.steps)
      if (step.cause && refused.contains(step.cause))
        for (auto& left : plan.left_out)
          if (left.difference == step.cause)
            for (auto& sql : render(step)) left.sql.push_back(std::move(sql));
    std::erase_if(batch.steps, [&](const Step& step) { return step.cause && refused.contains(step.cause); });
  }
  std::erase_if(plan.batches, [](const Batch& batch) { return batch.steps.empty(); });
  return Approved(std::make_shared<const Plan>(std::move(plan)));
}

}  // namespace trueup
