#include "commands/doubt.h"

#include "commands/env_scope.h"

#include <set>

namespace trueup {

std::string subject_of(const Unknown& unknown) { return unknown.about.str() + (unknown.field.empty() ? "" : " " + unknown.field.str()); }

Diag diag_of(const Unknown& unknown) {
  return {.code = "unknown", .message = subject_of(unknown) + ": " + unknown.reason, .origin = unknown.origin, .severity = Severity::warning};
}

void doubt_extras(Delta& delta, const Sides& sides) {
  if (!sides.unread) return;
  for (auto& difference : delta.differences) {
    if (difference.sort != Difference::Sort::dropped) continue;
    difference.sort = Difference::Sort::undecided;
    difference.reason = "it may be declared in what could not be read";
    difference.reason_origin = sides.unread->origin;
  }
}

Unjudged say_unjudged(const Delta& delta, Sides& sides, Context& context, Silence silence) {
  std::set<std::pair<std::string, std::string>> judged;  // reason and place, as differences tell them
  for (auto& difference : delta.differences)
    if (difference.sort == Difference::Sort::undecided) judged.emplace(difference.reason, difference.reason_origin.str());
  Unjudged out;
  auto left_out = [&](const Id& about) { return sides.env_scope && sides.env_scope->leaves_out_table(about); };
  for (auto& unknown : delta.want->unknowns())
    if (!judged.contains({unknown.reason, unknown.origin.str()}) && delta.want->scope().covers(unknown.about) && delta.have->scope().covers(unknown.about) && !left_out(unknown.about))
      out.unknowns.push_back(&unknown);
  if (silence == Silence::honoured) out.silenced = silence_among(out.unknowns, sides.ignore, context);
  for (auto* unknown : out.unknowns) context.show(diag_of(*unknown));
  sides.incomplete = sides.incomplete || !out.unknowns.empty();
  return out;
}

}  // namespace trueup
