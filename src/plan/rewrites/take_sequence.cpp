// A column that is to be SERIAL and whose sequence is there: only its default was dropped. SERIAL would make a second
// sequence of the same name; the one that is there goes on instead.
#include <algorithm>

#include "kinds/column.h"
#include "kinds/sequence.h"
#include "kinds/sql.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

// The sequence that the column owns, or one that nobody owns and has the name that SERIAL gives.
const Object* sequence_of(const Steps& steps, const Id& column) {
  const Object* named = steps.have.find(Id(kind_of<Sequence>(), {column[0], serial_sequence_name(column)}));
  if (named) {
    const Id& owner = named->as<Sequence>().owned_by.to;
    if (owner.empty() || owner == column) return named;
  }
  for (auto& object : steps.have.objects())
    if (auto* sequence = object.as_if<Sequence>(); sequence && sequence->owned_by.to == column) return &object;
  return named;
}

std::string why_not(const Steps& steps, const Object& sequence, const Id& column) {
  const Id& owner = sequence.as<Sequence>().owned_by.to;
  for (auto& object : steps.have.objects()) {
    auto* other = object.as_if<Column>();
    auto* from = other && owner.empty() ? other->default_value.sequence() : nullptr;
    if (from && from->schema == sequence.id[0] && from->name == sequence.id[1] && object.id != column)
      return sequence.id.str() + ", the name that SERIAL gives, numbers " + object.id.str();
  }
  if (!owner.empty() && owner != column) return sequence.id.str() + ", the name that SERIAL gives, belongs to " + owner.str();
  if (!is_plain(sequence.as<Sequence>())) return sequence.id.str() + " is there, and does not count as SERIAL's does";
  return {};
}

void become_serial(Steps& steps, std::size_t i) {
  Step& step = steps.all[i];
  const Object* sequence = sequence_of(steps, step.have->id);
  if (!sequence) return;
  const std::string name = qualified(sequence->id[0], sequence->id[1]);
  const auto breaker = steps.breakers.find(sequence->id);
  if (auto why = why_not(steps, *sequence, step.have->id); !why.empty()) {
    steps.leave_out(step.cause, why, {"ALTER SEQUENCE " + name + " RENAME TO <another name>;  -- then run again",
                                      "ALTER SEQUENCE " + name + " NO MINVALUE NO MAXVALUE INCREMENT BY 1 START WITH 1 CACHE 1 NO CYCLE OWNED BY " +
                                          relation_of(step.have->id) + '.' + quoted(step.have->id.back()) + ";  -- then run again"});
    steps.removed.insert(i);
    if (breaker != steps.breakers.end()) steps.leave_out(steps.all[breaker->second].cause, step.have->id.str() + " would take its place");
  } else {
    step.options.sequence = name;
    step.note = "takes its numbers from " + sequence->id.str() + ", which is there";
  }
  // Either way it stays.
  if (breaker == steps.breakers.end()) return;
  steps.removed.insert(breaker->second);
  steps.breakers.erase(breaker);
}

// The other way: want has the sequence without the default. It is altered to what it should be, not made.
void cease_to_be_serial(Steps& steps, std::size_t i) {
  const Object& column = *steps.all[i].have;
  const auto maker = steps.makers.find(Id(kind_of<Sequence>(), {column.id[0], serial_sequence_name(column.id)}));
  if (maker == steps.makers.end() || steps.have.find(maker->first)) return;
  const std::size_t create = maker->second;
  const Object& want = *steps.all[create].want;
  steps.all[i].options.sequence = qualified(want.id[0], want.id[1]);
  Object plain = want;
  plain.data = steps.plan.store->add(Sequence{.type = column.as<Column>().type.name == "bigint" ? Type{} : column.as<Column>().type, .owned_by = {column.id}});
  const Object* there = steps.keep(plain);
  std::vector<const Field*> fields;
  for (auto& field : want.kind().fields)
    if (field.compare(there->data, want.data) != Verdict::same) fields.push_back(&field);
  // The late step that would have given the new one its owner.
  for (std::size_t j = 0; j < steps.all.size(); ++j)
    if (steps.all[j].verb == Verb::alter && steps.all[j].want->id == want.id) steps.removed.insert(j);
  if (fields.empty()) steps.removed.insert(create);
  steps.all[create] = {.verb = Verb::alter, .have = there, .want = &want, .fields = fields, .cause = steps.all[create].cause};
  steps.makers.erase(maker);
}

bool changes_serial(const Step& step) {
  return step.verb == Verb::alter && step.want->as_if<Column>() && std::any_of(step.fields.begin(), step.fields.end(), [](auto* field) { return field->name == "serial"; });
}

}  // namespace

void take_sequence(Steps& steps) {
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    const Step& step = steps.all[i];
    if (steps.removed.contains(i) || !changes_serial(step)) continue;
    const bool was = step.have->as<Column>().serial != Serial::none, will = step.want->as<Column>().serial != Serial::none;
    if (will && !was) become_serial(steps, i);
    if (was && !will) cease_to_be_serial(steps, i);
  }
}

}  // namespace trueup
