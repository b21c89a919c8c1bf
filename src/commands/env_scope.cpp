#include "commands/env_scope.h"

#include <map>
#include <set>

#include "base/text.h"

namespace trueup {
namespace {

void make_undecided(Difference& difference, std::string reason, const Origin& origin) {
  difference.sort = Difference::Sort::undecided;
  difference.fields.clear();
  difference.reason = std::move(reason);
  difference.reason_origin = origin;
}

}  // namespace

std::shared_ptr<EnvFilter> leave_out_what_env_does(Delta& delta, const std::optional<EnvPlace>& env, const ReadOptions& read, Context& context) {
  if (!env || (delta.differences.empty() && delta.want->unknowns().empty())) return {};
  const ModelsOptions options{.roots = read.python_roots,
                              .environment = read.python_environment,
                              .defines = read.python_defines};
  auto filter = EnvFilter::open(*env, options, delta.have, delta.want);
  if (!filter) {
    Diag diag = std::move(filter).error();
    diag.severity = Severity::warning;
    context.show(diag);
    for (auto& difference : delta.differences)
      make_undecided(difference, env->file + " cannot be read, which may leave it out",
                     {Symbol(env->file)});
    return {};
  }
  std::shared_ptr<EnvFilter> asked = *std::move(filter);
  if (!asked) return {};
  std::map<std::string, std::set<Id>> left_out;  // what hangs on a table that is left out is not counted beside it
  std::erase_if(delta.differences, [&](Difference& difference) {
    const auto answer = asked->ask(difference.have, difference.want);
    if (answer.verdict == EnvFilter::Verdict::unknown) make_undecided(difference, answer.reason, answer.origin);
    if (answer.verdict != EnvFilter::Verdict::left_out) return false;
    const Id& id = difference.subject().id;
    const Id place = id.is_satellite() ? id.object() : id;
    const bool with_table =
        place.size() == 3 && asked->ask_table(place[0], place[1]).verdict == EnvFilter::Verdict::left_out;
    left_out[answer.by + " of " + env->file].insert(with_table ? place.above(kind_named("table"), 2) : place);
    return true;
  });
  // What needs a table that is left out, and is not there, cannot be made.
  for (auto& difference : delta.differences) {
    if (!difference.want || difference.sort == Difference::Sort::undecided) continue;
    delta.want->each_need(*difference.want, [&](const Id& to) {
      if (difference.sort == Difference::Sort::undecided || !to.kind().is_relation || delta.have->find(to)) return;
      if (asked->ask_table(to[0], to[1]).verdict == EnvFilter::Verdict::left_out)
        make_undecided(difference,
                       "it refers to " + to.str() + ", which is not there and which " + env->file + " leaves out",
                       difference.want->origin);
    });
  }
  for (auto& [by, objects] : left_out) delta.left_out[by] = objects.size();
  return asked;
}

void leave_out_what_env_does(Delta& delta, Sides& sides, Context& context) {
  sides.env_filter = leave_out_what_env_does(delta, sides.env, sides.options, context);
}

void say_left_out_by_env(const Delta& delta, const Context& context) {
  for (auto& [by, n] : delta.left_out) context.note("left out by " + by + ": " + counted(n, "object"));
}

}  // namespace trueup
