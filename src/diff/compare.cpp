#include "diff/compare.h"

namespace trueup {

namespace {
bool speaks(const Model& model, const Object& object, const Field& field) {
  return model.scope().covers_field(object.id, field.name) || (field.heard_when_set && !field.at_default(object.data));
}
}  // namespace

FieldVerdicts compare_fields(const Model& have_model, const Object& have, const Model& want_model, const Object& want) {
  FieldVerdicts out;
  for (auto& field : want.kind().fields) {
    if (field.ignored()) continue;
    if (!speaks(have_model, have, field)) continue;
    if (!speaks(want_model, want, field)) {
      if (!field.at_default(have.data)) out.unspoken.push_back(&field);
      continue;
    }
    const Symbol name(field.name);
    const Unknown* unknown = want_model.unknown_about(want.id, name);
    if (!unknown) unknown = have_model.unknown_about(have.id, name);
    const Verdict verdict = unknown ? Verdict::undecided : field.compare(have.data, want.data);
    if (verdict == Verdict::different) out.different.push_back(&field);
    if (verdict != Verdict::undecided) continue;
    out.undecided.push_back(&field);
    if (!out.reason.empty()) continue;
    out.reason = unknown ? unknown->reason : "only a server can tell whether the two expressions mean the same";
    if (unknown) out.reason_origin = unknown->origin;
  }
  return out;
}

Verdict compare_payload(const Object& have, const Object& want) {
  Verdict all = Verdict::same;
  for (auto& field : want.kind().fields) {
    if (field.ignored()) continue;
    all = both(all, field.compare(have.data, want.data));
    if (all == Verdict::different) break;
  }
  return all;
}

}  // namespace trueup
