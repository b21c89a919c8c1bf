#include "commands/env_scope.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace trueup {
namespace {

using Answer = EnvFilter::Answer;

void make_undecided(Difference& difference, std::string reason, const Origin& origin) {
  difference.sort = Difference::Sort::undecided;
  difference.fields.clear();
  difference.reason = std::move(reason);
  difference.reason_origin = origin;
}

// What needs a table that is left out, and is not there, cannot be made.
void wait_for_left_out(Delta& delta, EnvScope& scope) {
  for (auto& difference : delta.differences) {
    if (!difference.want || difference.sort == Difference::Sort::undecided) continue;
    delta.want->each_need(*difference.want, [&](const Id& to) {
      if (difference.sort == Difference::Sort::undecided || !to.kind().is_relation || delta.have->find(to) ||
          !scope.leaves_out_table(to))
        return;
      make_undecided(difference, "it refers to " + to.str() + ", which is not there and which env.py leaves out",
                     difference.want->origin);
    });
  }
}

}  // namespace

EnvScope::EnvScope(const std::vector<EnvPlace>& places, const ReadOptions& options, const Delta& delta,
                   Context& context) {
  const ModelsOptions evaluation = evaluation_of(options);
  for (auto& place : places) {
    Voice voice{.file = place.file};
    auto filter = EnvFilter::open(place, evaluation, delta.have, delta.want);
    if (filter) voice.filter = *std::move(filter);
    else {
      voice.unreadable = true;
      Diag diag = std::move(filter).error();
      diag.severity = Severity::warning;
      context.show(diag);
    }
    voices_.push_back(std::move(voice));
  }
  if (std::all_of(voices_.begin(), voices_.end(), [](auto& voice) { return !voice.filter && !voice.unreadable; }))
    voices_.clear();
}

Answer EnvScope::ask_all(const std::function<Answer(EnvFilter&)>& question) {
  std::optional<Answer> out;
  const std::string* from = nullptr;
  for (auto& voice : voices_) {
    Answer answer;
    if (voice.unreadable)
      answer = {.verdict = EnvFilter::Verdict::unknown,
                .reason = voice.file + " cannot be read, which may leave it out",
                .origin = {Symbol(voice.file)}};
    else if (voice.filter) answer = question(*voice.filter);
    if (answer.verdict == EnvFilter::Verdict::left_out) answer.by += " of " + voice.file;
    if (!out) out = std::move(answer), from = &voice.file;
    else if (out->verdict == EnvFilter::Verdict::unknown || out->verdict == answer.verdict) continue;
    else if (answer.verdict == EnvFilter::Verdict::unknown) out = std::move(answer);
    else
      out = Answer{.verdict = EnvFilter::Verdict::unknown,
                   .reason = "of " + *from + " and " + voice.file +
                             " only one leaves it out: `migrations` in trueup.toml says which of them counts",
                   .origin = answer.origin ? answer.origin : out->origin};
  }
  return out ? *out : Answer{};
}

Answer EnvScope::ask(const Object* have, const Object* want) {
  return ask_all([&](EnvFilter& filter) { return filter.ask(have, want); });
}
Answer EnvScope::ask_table(Symbol schema, Symbol name) {
  return ask_all([&](EnvFilter& filter) { return filter.ask_table(schema, name); });
}
bool EnvScope::leaves_out_table(const Id& id) {
  return !voices_.empty() && id.size() >= 2 && ask_table(id[0], id[1]).verdict == EnvFilter::Verdict::left_out;
}

std::shared_ptr<EnvScope> leave_out_what_env_does(Delta& delta, const std::vector<EnvPlace>& places,
                                                  const ReadOptions& options, Context& context) {
  if (places.empty() || (delta.differences.empty() && delta.want->unknowns().empty())) return {};
  auto scope = std::make_shared<EnvScope>(places, options, delta, context);
  if (scope->leaves_nothing_out()) return {};
  std::map<std::string, std::set<Id>> left_out;  // what hangs on a table that is left out is not counted beside it
  std::erase_if(delta.differences, [&](Difference& difference) {
    const Answer answer = scope->ask(difference.have, difference.want);
    if (answer.verdict == EnvFilter::Verdict::unknown) make_undecided(difference, answer.reason, answer.origin);
    if (answer.verdict != EnvFilter::Verdict::left_out) return false;
    const Id& id = difference.subject().id;
    const Id place = id.is_satellite() ? id.object() : id;
    left_out[answer.by].insert(place.size() == 3 && scope->leaves_out_table(place) ? place.above(kind_named("table"), 2)
                                                                                   : place);
    return true;
  });
  wait_for_left_out(delta, *scope);
  for (auto& [by, objects] : left_out) delta.left_out[by] = objects.size();
  return scope;
}

void leave_out_what_env_does(Delta& delta, Sides& sides, Context& context) {
  sides.env_scope = leave_out_what_env_does(delta, sides.env, sides.options, context);
}

void say_left_out_by_env(const Delta& delta, const Context& context) {
  for (auto& [by, n] : delta.left_out) context.note("left out by " + by + ": " + counted(n, "object"));
}

}  // namespace trueup
