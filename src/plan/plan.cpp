#include "plan/plan.h"

#include <algorithm>

#include "model/quote.h"
#include "plan/rewrites/rewrites.h"
#include "plan/steps.h"

namespace trueup {

Plan plan(Delta delta, const Facts& facts) {
  Plan out{.delta = std::move(delta)};
  for (std::vector<LeftOut> held;;) {
    out.left_out = held;
    Steps steps{out, facts, *out.delta.have, *out.delta.want};
    expand(steps);
    impossible_types(steps);
    free_changed_types(steps);
    rebuild_dependents(steps);
    // From here on every object that has to go or to come has its step.
    if (auto more = find_held(steps); !more.empty()) {
      // Without them other steps may be needed, or be held in turn.
      held.insert(held.end(), more.begin(), more.end());
      continue;
    }
    rewrite(steps);
    fold(steps);
    order(steps, out.batches);
    return out;
  }
}

std::size_t Plan::step_count() const {
  std::size_t out = 0;
  for (auto& batch : batches) out += batch.steps.size();
  return out;
}

std::vector<Id> tables_in_question(const Delta& delta) {
  std::set<Id> out;
  for (auto& difference : delta.differences) {
    if (!difference.want || (difference.sort != Difference::Sort::added && difference.sort != Difference::Sort::changed)) continue;
    if (difference.want->kind().name != "column") continue;
    auto* table = delta.have->parent(difference.want->id);
    if (table) out.insert(table->id);
  }
  return {out.begin(), out.end()};
}

namespace {
const StepOptions no_options;
Change change_of(const Step& step) {
  // What is altered has the name it has, whatever want calls it.
  return {step.verb == Verb::alter ? step.have->id : step.subject().id, step.have ? step.have->data : nullptr, step.want ? step.want->data : nullptr, step.options};
}
const Alter* rule_of(const Field& field, const Change& change) {
  if (auto* alter = std::get_if<Alter>(&field.on_change)) return alter;
  if (auto* either = std::get_if<RebuildIf>(&field.on_change)) return either->when(change) ? nullptr : &either->otherwise;
  return nullptr;
}

// CREATE TABLE with what folds into it.
Sql create_table(const Step& step) {
  Sql out = step.want->kind().create(change_of(step));
  std::string body;
  for (auto* object : step.folded) {
    body += body.empty() ? "\n    " : ",\n    ";
    body += object->kind().fold({object->id, nullptr, object->data, no_options});
  }
  if (!body.empty()) {
    const auto at = out[0].find("()");
    out[0].replace(at, 2, "(" + body + "\n)");
  }
  return out;
}
}  // namespace

Sql render(const Step& step) {
  const Change change = change_of(step);
  const Kind& kind = step.subject().kind();
  switch (step.verb) {
    case Verb::create: return step.folded.empty() ? kind.create(change) : create_table(step);
    case Verb::drop: return kind.drop(change);
    case Verb::rename: {
      Sql out;
      if (!step.folded.empty() && kind.insist) out.push_back(kind.insist(step.have->id));
      for (auto* inside : step.folded)
        for (auto& sql : kind.drop({inside->id, inside->data, nullptr, no_options})) out.push_back(std::move(sql));
      for (auto& sql : kind.rename(step.have->id, step.want->id.back())) out.push_back(std::move(sql));
      return out;
    }
    case Verb::fill: {
      const Id& id = step.want->id;
      const std::string column = quote_identifier(id.back().view());
      return {"UPDATE " + quote_qualified(id[0], id[1]) + " SET " + column + " = " + step.fill + " WHERE " + column + " IS NULL"};
    }
    case Verb::alter: {
      Sql out;
      std::set<std::string_view> done;
      for (auto* field : step.fields) {
        const Alter* rule = rule_of(*field, change);
        if (!rule || (!rule->group.empty() && !done.insert(rule->group).second)) continue;
        for (auto& sql : rule->sql(change)) out.push_back(std::move(sql));
      }
      return out;
    }
  }
  return {};
}

Effects effects_of(const Step& step) {
  const Change change = change_of(step);
  const Kind& kind = step.subject().kind();
  switch (step.verb) {
    case Verb::create: return kind.on_create(change);
    case Verb::drop: {
      Effects out = kind.on_drop(change);
      if (step.replaces && !kind.holds_data) out.drops = false;
      return out;
    }
    case Verb::rename: return {};
    case Verb::fill: return {.lock = Lock::row_exclusive};
    case Verb::alter: {
      Effects out{.lock = Lock::none};
      for (auto* field : step.fields)
        if (const Alter* rule = rule_of(*field, change)) {
          const Effects one = rule->effects(change);
          out.lock = std::max(out.lock, one.lock);
          out.drops |= one.drops, out.narrows |= one.narrows, out.rewrites |= one.rewrites, out.scans |= one.scans;
          out.may_fail_on_data |= one.may_fail_on_data, out.outside_transaction |= one.outside_transaction, out.ends_batch |= one.ends_batch;
        }
      return out;
    }
  }
  return {};
}

}  // namespace trueup
