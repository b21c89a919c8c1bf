#include "gate/gate.h"

#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace trueup {
namespace {

// The consents that the steps of a difference lack together.
struct Lack {
  bool drop = false, narrow = false, rewrite = false;
  bool any() const { return drop || narrow || rewrite; }
};

void add_lack(Lack& lack, const Step& step, const Consents& consents) {
  if (consents.everything) return;
  const Effects effects = effects_of(step);
  lack.drop |= effects.drops && !consents.drop;
  lack.narrow |= effects.narrows && !consents.narrow;
  lack.rewrite |= effects.rewrites && !consents.rewrite;
}

// "narrow,rewrite", as --allow takes them.
std::string consent_for(const Lack& lack) {
  std::vector<std::string> out;
  if (lack.drop) out.emplace_back("drop");
  if (lack.narrow) out.emplace_back("narrow");
  if (lack.rewrite) out.emplace_back("rewrite");
  return join(out, ",");
}

std::string reason_for(const Lack& lack, const Difference& difference) {
  std::vector<std::string> out;
  if (lack.drop) out.push_back("it would drop " + difference.subject().id.str());
  if (lack.narrow) out.emplace_back("it may refuse or cut values that are legal today");
  if (lack.rewrite) out.emplace_back("it writes the table anew while nobody can use it");
  return join(out, ", and ");
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
  std::unordered_map<const Difference*, Lack> lacks;
  for (auto& batch : plan.batches)
    for (auto& step : batch.steps)
      if (step.cause) add_lack(lacks[step.cause], step, consents);
  for (auto& batch : plan.batches)
    for (auto& step : batch.steps) {
      if (consents.columns_only && !is_missing_column(step, *plan.delta.have)) refuse(step, {}, "only missing columns are asked for");
      else if (const Lack& lack = lacks[step.cause]; lack.any()) refuse(step, consent_for(lack), reason_for(lack, *step.cause));
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
