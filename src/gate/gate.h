// gate: what of a plan may run here. Only it makes an Approved, and only an Approved can be applied.
#pragma once
#include "plan/plan.h"

namespace trueup {

struct Consents {
  bool drop = false, narrow = false, rewrite = false;
  bool everything = false;    // a dry look at the whole plan: `diff`, `baseline`
  bool columns_only = false;  // only missing columns of tables that are there
};

class Approved {
 public:
  const std::vector<Batch>& batches() const { return plan_->batches; }
  const std::vector<LeftOut>& left_out() const { return plan_->left_out; }
  const Delta& delta() const { return plan_->delta; }
  const Plan& plan() const { return *plan_; }

 private:
  friend Approved gate(Plan plan, const Consents& consents);
  explicit Approved(std::shared_ptr<const Plan> plan) : plan_(std::move(plan)) {}
  std::shared_ptr<const Plan> plan_;
};

Approved gate(Plan plan, const Consents& consents);

}  // namespace trueup
