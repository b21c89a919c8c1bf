// Differences become steps; what must not be made is left out, with all that would need it.
#include <algorithm>

#include "model/quote.h"
#include "plan/rewrites/rewrites.h"
#include "plan/steps.h"

namespace trueup {

using Sort = Difference::Sort;

void Steps::create(const Object& object, const Difference* cause) {
  if (!makers.try_emplace(object.id, all.size()).second) return;
  all.push_back({.verb = Verb::create, .want = &object, .cause = cause});
}

void Steps::drop(const Object& object, const Difference* cause) {
  if (!breakers.try_emplace(object.id, all.size()).second) return;
  all.push_back({.verb = Verb::drop, .have = &object, .cause = cause});
}

const Object* Steps::table_of(const Id& id) const {
  if (id.size() < 2) return nullptr;
  for (auto* model : {&want, &have})
    for (auto& object : model->on_relation(id[0], id[1]))
      if (object.kind().is_relation && object.id.size() == 2) return &object;
  return nullptr;
}

bool Steps::on_existing_table(const Object& object) const {
  const Object* table = table_of(object.id);
  return table && !is_new(table->id) && have.find(table->id);
}

bool Steps::is_partitioned(const Object& object) const {
  const Object* table = table_of(object.id);
  const Object* there = table ? have.find(table->id) : nullptr;
  if (there) table = there;
  auto* field = table ? table->kind().field("partition_by") : nullptr;
  return field && !field->at_default(table->data);
}

bool Steps::is_left_out(const Difference& difference) const {
  return std::any_of(plan.left_out.begin(), plan.left_out.end(), [&](auto& left) { return left.difference == &difference; });
}

void Steps::leave_out(const Difference* difference, std::string reason, std::vector<std::string> choices) {
  if (!difference || is_left_out(*difference)) return;
  plan.left_out.push_back({.difference = difference, .reason = std::move(reason), .choices = std::move(choices)});
}

const Object* Steps::keep(Object object) {
  plan.own.push_back(std::move(object));
  return &plan.own.back();
}

namespace {

void each_need_of(const Model& model, const Object& object, const SeeRef& see) { model.each_need(object, see); }

// An object that is not fully known is never created or rebuilt, and what needs something that is therefore not there
// waits with it.
void find_left_out(Steps& steps) {
  std::unordered_map<Id, std::string> absent;
  for (auto& d : steps.plan.delta.differences) {
    if (d.sort != Sort::undecided) continue;
    const Id& id = d.subject().id;
    if (d.have) steps.not_now.insert(id);
    else if (absent.emplace(id, d.reason).second) steps.leave_out(&d, "it is not fully known: " + d.reason);
  }
  for (auto& d : steps.plan.delta.differences) {
    if (d.sort != Sort::added) continue;
    auto* field = d.want->kind().field("partition_of");
    if (!field || field->at_default(d.want->data)) continue;
    const std::string reason = "it is a partition or a child of another table, whose bounds trueup does not know yet";
    steps.leave_out(&d, reason);
    absent.emplace(d.want->id, reason);
  }
  for (auto& d : steps.plan.delta.differences) {
    if (!d.want || d.sort == Sort::undecided || absent.contains(d.want->id)) continue;
    std::string reason = why_impossible(steps, *d.want);
    std::vector<std::string> choices;
    if (auto words = steps.facts.refused.find(d.want->id); reason.empty() && words != steps.facts.refused.end()) reason = "PostgreSQL refuses it: " + words->second;
    if (reason.empty() && d.sort == Sort::added) {
      reason = why_unfillable(steps, *d.want);
      if (!reason.empty()) choices = choices_to_fill(*d.want);
    }
    if (reason.empty()) continue;
    steps.leave_out(&d, reason, std::move(choices));
    if (d.sort == Sort::added) absent.emplace(d.want->id, reason);
    else steps.not_now.insert(d.want->id);
  }
  // A table is not made without one of its columns.
  for (auto& d : steps.plan.delta.differences) {
    if (d.sort != Sort::added || !d.want->kind().is_relation || absent.contains(d.want->id)) continue;
    for (auto* child : steps.want.children(d.want->id)) {
      if (!child->kind().holds_data || !absent.contains(child->id)) continue;
      const std::string reason = "it needs " + child->id.str() + ", which is left out";
      steps.leave_out(&d, reason);
      absent.emplace(d.want->id, reason);
      break;
    }
  }
  for (bool grew = !absent.empty(); grew;) {
    grew = false;
    for (auto& d : steps.plan.delta.differences) {
      if (!d.want || d.sort == Sort::undecided || absent.contains(d.want->id) || steps.is_left_out(d)) continue;
      std::string why;
      each_need_of(steps.want, *d.want, [&](const Id& need) {
        if (absent.contains(need) && !steps.have.find(need)) why = "it needs " + need.str() + ", which is left out";
      });
      if (why.empty()) continue;
      steps.leave_out(&d, why);
      grew = true;
      if (d.have) steps.not_now.insert(d.have->id), steps.not_now.insert(d.want->id);
      if (!steps.have.find(d.want->id)) absent.emplace(d.want->id, why);
    }
  }
  for (auto& [id, reason] : absent) steps.not_now.insert(id);
}

bool rebuilds(const Field& field, const Change& change) {
  if (std::holds_alternative<Rebuild>(field.on_change)) return true;
  auto* either = std::get_if<RebuildIf>(&field.on_change);
  return either && either->when(change);
}

void expand_changed(Steps& steps, const Difference& d) {
  const StepOptions options;
  const Change change{d.want->id, d.have->data, d.want->data, options};
  for (auto* field : d.fields)
    if (std::holds_alternative<Recipe>(field->on_change))
      return steps.leave_out(&d, std::string(field->name) + " of " + d.want->id.str() + " cannot be changed in place");
  for (auto* field : d.fields) {
    if (!rebuilds(*field, change)) continue;
    if (steps.not_now.contains(d.want->id)) return steps.leave_out(&d, "a part of it is unknown, so it cannot be made anew");
    if (d.want->kind().is_type)
      return steps.leave_out(&d, "labels go away or move, for which PostgreSQL has no statement: a new type has to take its place", renamed_labels(*d.have, *d.want));
    steps.drop(*d.have, &d);
    steps.create(*d.want, &d);
    return;
  }
  steps.all.push_back({.verb = Verb::alter, .have = d.have, .want = d.want, .fields = d.fields, .cause = &d});
}

// The late fields of a new object, once what they point to is there.
void add_late_fields(Steps& steps, const Object& object, const Difference* cause) {
  for (auto name : object.kind().late_fields) {
    auto* field = object.kind().field(name);
    if (field->at_default(object.data)) continue;
    Object* blank = const_cast<Object*>(steps.keep(object));
    blank->data = object.kind().copy(*steps.plan.store, object.data);
    steps.all.push_back({.verb = Verb::alter, .have = blank, .want = &object, .fields = {field}, .cause = cause});
  }
}

// What sits on an object that is there under another name, which nobody wants changed, is made on that name.
const Object* under_the_name_it_has(Steps& steps, const Object& object) {
  if (!object.id.is_satellite()) return nullptr;
  const auto pair = steps.plan.delta.paired.find(object.id.object());
  if (pair == steps.plan.delta.paired.end()) return nullptr;
  for (auto& d : steps.plan.delta.differences)
    if (d.sort == Sort::renamed && d.want->id == object.id.object()) return nullptr;
  Object there = object;
  there.id = Id::on(object.kind(), pair->second);
  return steps.keep(there);
}

// A table that cannot go keeps all that it is made of.
bool stays_with_its_table(const Steps& steps, const Difference& d, const std::unordered_set<Id>& staying) {
  if (staying.empty()) return false;
  for (const Object* above = steps.have.parent(d.have->id); above; above = steps.have.parent(above->id))
    if (staying.contains(above->id)) return true;
  return false;
}

}  // namespace

void expand(Steps& steps) {
  std::unordered_set<Id> staying;
  for (auto& left : steps.plan.left_out)
    if (left.difference->sort == Sort::dropped && left.difference->have->kind().is_relation) staying.insert(left.difference->have->id);
  find_left_out(steps);
  for (auto& d : steps.plan.delta.differences) {
    if (steps.is_left_out(d) || (d.sort == Sort::dropped && stays_with_its_table(steps, d, staying))) continue;
    switch (d.sort) {
      case Sort::added:
        if (steps.not_now.contains(d.want->id)) break;
        if (const Object* there = under_the_name_it_has(steps, *d.want)) {
          steps.create(*there, &d);
          break;
        }
        steps.create(*d.want, &d);
        add_late_fields(steps, *d.want, &d);
        break;
      case Sort::dropped: steps.drop(*d.have, &d); break;
      case Sort::changed: expand_changed(steps, d); break;
      case Sort::renamed: steps.all.push_back({.verb = Verb::rename, .have = d.have, .want = d.want, .cause = &d}); break;
      case Sort::instead:
        steps.drop(*d.have, &d);
        steps.create(*d.want, &d);
        break;
      case Sort::undecided: break;
    }
  }
}

namespace {

// The wanted form of an object that is there: under its own name, under the one it was paired with, or, where want does
// not speak about it, as it is.
const Object* wanted_again(const Steps& steps, const Object& object, const std::unordered_map<Id, Id>& paired) {
  if (auto* again = steps.want.find(object.id)) return again;
  if (auto other = paired.find(object.id); other != paired.end()) return steps.want.find(other->second);
  return steps.want.scope().covers(object.id) ? nullptr : &object;
}

// Whether it needs something that is dropped and neither its table nor on it.
bool needs_breaker_beside(const Steps& steps, const Object& object, const Id& table) {
  bool out = false;
  steps.have.each_need(object, [&](const Id& need) {
    const bool on_table = need.size() >= 2 && need[0] == table[0] && need[1] == table[1];
    out |= !on_table && steps.breakers.contains(need);
  });
  return out;
}

// PostgreSQL drops by itself what hangs on a dropped relation, and the comment on anything that is dropped.
void drop_no_part_of_what_goes(Steps& steps) {
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    const Step& step = steps.all[i];
    if (step.verb != Verb::drop) continue;
    const Id& id = step.have->id;
    if (id.is_satellite()) {
      if (steps.breakers.contains(id.object())) steps.removed.insert(i);
    } else if (!step.have->kind().parents.empty()) {
      auto* above = steps.have.parent(id);
      if (!above || !above->kind().is_relation || !steps.breakers.contains(above->id)) continue;
      // What is no part of its table and needs something else that goes (a foreign key, perhaps in a circle) goes first.
      if (!step.have->kind().fold && needs_breaker_beside(steps, *step.have, above->id)) continue;
      Step& table = steps.all[steps.breakers.at(above->id)];
      table.folded.push_back(step.have);
      steps.breakers[id] = steps.breakers.at(above->id);
      steps.removed.insert(i);
    }
  }
}

}  // namespace

void rebuild_dependents(Steps& steps) {
  bool any = false;
  for (auto& [id, step] : steps.breakers) any |= steps.makers.contains(id);
  for (auto& step : steps.all)
    if (step.verb == Verb::drop && step.have && steps.makers.contains(step.have->id)) step.replaces = true;
  std::unordered_map<Id, Id> paired;  // have's id → want's
  for (auto& [want, have] : steps.plan.delta.paired) paired.emplace(have, want);
  for (bool grew = any; grew;) {
    grew = false;
    for (auto& object : steps.have.objects()) {
      const Object* again = wanted_again(steps, object, paired);
      if (!again || steps.breakers.contains(object.id) || steps.not_now.contains(object.id)) continue;
      bool hangs = false;
      steps.have.each_need(object, [&](const Id& need) { hangs |= steps.breakers.contains(need) && steps.makers.contains(need); });
      if (!hangs) continue;
      // What was to be altered or renamed is now made as it is wanted.
      const Difference* cause = nullptr;
      for (std::size_t i = 0; i < steps.all.size(); ++i) {
        const Step& step = steps.all[i];
        if ((step.verb != Verb::alter && step.verb != Verb::rename) || step.have->id != object.id) continue;
        cause = step.cause;
        steps.removed.insert(i);
      }
      steps.drop(object, cause);
      steps.all.back().replaces = true;
      steps.create(*again, cause);
      grew = true;
    }
  }
  drop_no_part_of_what_goes(steps);
}

}  // namespace trueup
