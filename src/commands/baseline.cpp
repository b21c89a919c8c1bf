#include <algorithm>
#include <ostream>
#include <sstream>

#include "apply/apply.h"
#include "apply/receipt.h"
#include "base/exit_codes.h"
#include "base/file.h"
#include "base/text.h"
#include "commands/choose.h"
#include "commands/consents.h"
#include "commands/doubt.h"
#include "commands/env_scope.h"
#include "commands/help.h"
#include "commands/script.h"
#include "commands/sides.h"
#include "diff/diff.h"
#include "settle/settle.h"

namespace trueup {
namespace {

struct BaselineRequest {
  SourceFlags source = {};
  std::vector<std::string> locators = {};
  std::string output = {}, apply = {};
  bool allow_unknown = false, yes = false;
};

ModelPtr nothing_beside(const Model& want) {
  Draft draft;
  draft.scope = Scope::everything();
  draft.source.default_schema = want.source().default_schema;
  return settle(std::move(draft), {});
}

// The target must hold none of what is to be made; its own objects beside are left alone.
Result<Nothing> refuse_if_there(const Model& target, const Model& want) {
  for (auto& object : want.objects())
    if (object.id.size() == 2 && target.find(object.id))
      return Diag{.code = "already-there", .message = object.id.str() + " is already in " + target.source().locator, .hint = "baseline builds into an empty database; for one that is there, use sync",
                  .trouble = Trouble::consent};
  return ok();
}

Result<int> apply_to(const BaselineRequest& request, const std::vector<std::string>& locators, Context& context) {
  SourceFlags flags = request.source;
  flags.have = {request.apply};
  flags.environment = {};
  flags.want = locators;
  Sides sides = TRY(open_sides(flags, context));
  if (!sides.session) return Diag{.code = "bad-usage", .message = "--apply needs a database; " + request.apply + " is none"};
  TRY(refuse_if_there(*sides.have, *sides.want));
  if (sides.is_protected) {
    auto answer = context.ask && context.terminal ? context.ask("environment " + sides.environment + " is protected; type its name to build into it: ") : std::nullopt;
    if (!answer || *answer != sides.environment)
      return Diag{.code = "consent-missing", .message = sides.environment + " is protected: nothing was changed", .hint = "type its name in a terminal", .trouble = Trouble::consent};
  }
  Stopwatch watch(sides.timings);
  Delta delta = diff(sides.have, sides.want);
  doubt_extras(delta, sides);
  leave_out_what_env_does(delta, sides, context);
  say_left_out_by_env(delta, context);
  const Unmade unmade = all_unmade(*sides.want);
  const Facts facts = TRY(facts_for(sides, delta));
  const Approved approved = gate(plan(std::move(delta), facts), {});
  bool sent = false;
  const auto read_once_more = [&](Session& session) {
    watch.stop(sent ? "send" : "plan");
    auto again = read_again(session, sides.options);
    watch.stop(sent ? "read for the proof" : "verify");
    sent = true;
    return again;
  };
  const Receipt receipt = TRY(apply(approved, *sides.session, {}, read_once_more));
  for (auto& line : lines_of(receipt, approved)) context.out << printable(line) << '\n';
  say_unmade(unmade, context.out, context);
  if (request.source.timings) show_timings(sides, context);
  if (receipt.error) {
    context.show(*receipt.error);
    return exit_code::of(receipt.error->trouble);
  }
  if (const int code = left_out_code(approved, sides.weigh)) return code;
  const bool unknown = !sides.want->unknowns().empty() || sides.incomplete;
  return !receipt.contradictions.empty() ? exit_code::drift : unknown && !request.allow_unknown ? exit_code::no_answer : exit_code::in_order;
}

Result<int> run(const BaselineRequest& request, Context& context) {
  std::vector<std::string> locators = request.locators.empty() ? request.source.want : request.locators;
  const Config config = TRY(find_config(context.folder));
  std::vector<Choice> choices;
  if (locators.empty()) {
    choices = TRY(choose_want(request.source, config, context));
    for (auto& choice : choices) locators.push_back(choice.text);
  } else
    for (auto& text : locators) choices.push_back({.text = text});
  if (!request.apply.empty()) return apply_to(request, locators, context);
  Single single = TRY(open_single(locators, request.source, context));
  std::ostringstream text;
  Context into{.out = text, .err = context.err};
  Delta delta = diff(nothing_beside(*single.model), single.model);
  leave_out_what_env_does(delta, choose_env(choices, config, context), single.options, context);
  say_left_out_by_env(delta, context);
  const bool undecided = std::any_of(delta.differences.begin(), delta.differences.end(), [](auto& each) { return each.sort == Difference::Sort::undecided; });
  const Approved approved = gate(plan(std::move(delta), {}), {.everything = true});
  write_script(approved, into);
  say_unmade(all_unmade(*single.model), text, context);
  if (request.output.empty()) context.out << text.str();
  else TRY(write_file(request.output, text.str()));
  for (auto& each : single.model->unknowns())
    context.show(diag_of(each));
  if (const int code = left_out_code(approved, {})) return code;
  const bool unknown = undecided || !single.model->unknowns().empty() || single.incomplete;
  return unknown && !request.allow_unknown ? exit_code::no_answer : exit_code::in_order;
}

}  // namespace

Command baseline_command() {
  using R = BaselineRequest;
  return make_command<R>("baseline", "The complete schema as SQL: to a file, or into an empty database", embedded::baseline_md,
                         std::vector<Argument>{argument(Argument::Sort::positionals, "SOURCE", &R::locators, "LOCATOR", "What to build; several add up (default: what is wanted)"),
                                               option("-o,--output", &R::output, "FILE", "Write it there"), option("--apply", &R::apply, "TARGET", "Build it in this database, which must hold none of it"),
                                               flag("--allow-unknown", &R::allow_unknown, "What could not be read does not fail"), flag("-y,--yes", &R::yes, "Do not ask")} +
                             within(&R::source, source_arguments()),
                         run);
}

}  // namespace trueup
