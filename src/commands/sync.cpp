#include <ostream>

#include "apply/apply.h"
#include "apply/facts.h"
#include "apply/receipt.h"
#include "base/exit_codes.h"
#include "base/text.h"
#include "commands/consents.h"
#include "commands/doubt.h"
#include "commands/env_scope.h"
#include "commands/help.h"
#include "commands/report.h"
#include "commands/script.h"
#include "commands/sides.h"
#include "commands/silence.h"
#include "diff/diff.h"

namespace trueup {
namespace {

struct SyncRequest {
  SourceFlags source = {};
  std::vector<std::string> allow = {};
  bool columns_only = false, allow_unknown = false, dry_run = false, yes = false;
  std::string format = "text";
};

Diag consent_missing(std::string message, std::string hint) {
  return {.code = "consent-missing", .message = std::move(message), .hint = std::move(hint), .trouble = Trouble::consent};
}

// Whether the plan may run now: the environment's protection, where the database came from, and somebody's yes.
Result<Nothing> ask_consent(const SyncRequest& request, const Sides& sides, std::size_t steps, Context& context) {
  const std::string where = sides.have_locator.text;
  if (sides.is_protected) {
    const std::string name = sides.environment;
    if (!context.ask || !context.terminal)
      return consent_missing(name + " is protected, and nobody is there to type its name", "run it in a terminal");
    auto answer = context.ask("environment " + name + " is protected; type its name to change it: ");
    if (!answer || *answer != name) return consent_missing("not confirmed: nothing was changed", "type " + name + " to confirm");
    return ok();
  }
  if (request.yes) {
    if (!sides.discovered) return ok();
    return consent_missing("this database was only found, not named: --yes is not enough to change it", "add --have '" + where + "'");
  }
  if (!context.terminal || !context.ask) return consent_missing("nobody is there to confirm, and --yes was not given: nothing was changed", "add --yes");
  auto answer = context.ask("run " + counted(steps, "step") + " on " + where + "? [y/N] ");
  if (!answer || (lower(*answer) != "y" && lower(*answer) != "yes")) return consent_missing("not confirmed: nothing was changed", "answer y, or add --yes");
  return ok();
}

std::string told(const PreflightFinding& finding) {
  std::string text = finding.step->subject().id.str() + ": " + finding.what;
  if (!finding.keys.empty()) text += " (" + join(finding.keys, "; ") + (finding.rows > finding.keys.size() ? "; …)" : ")");
  return text;
}

// What the pre-flight found, and whether it stands in the way.
Result<Nothing> heed(const Preflight& found, Context& context) {
  for (auto& diag : found.warnings) context.show(diag);
  for (auto& finding : found.losses)
    context.show({.code = "values-cut", .message = told(finding), .origin = finding.step->subject().origin, .severity = Severity::warning});
  for (auto& diag : found.problems) context.show(diag);
  if (!found.problems.empty()) return Diag{.code = "missing-rights", .message = "the role lacks rights on what is to be changed: nothing was changed", .trouble = Trouble::connection};
  for (auto& finding : found.blocking) context.show({.code = "rows-in-the-way", .message = told(finding), .origin = finding.step->subject().origin});
  if (!found.blocking.empty()) return Diag{.code = "rows-in-the-way", .message = "rows stand in the way: nothing was changed", .hint = "mend them, then run it again", .trouble = Trouble::drift};
  return ok();
}

// The script has shown each with its reason and its flag; here only that there are some, and those that need a person.
void say_left_out(const Approved& approved, Context& context) {
  if (approved.left_out().empty()) return;
  context.note(counted(approved.left_out().size(), "difference") + " left out, as the comments above say");
}

Result<int> run(const SyncRequest& request, Context& context) {
  Consents consents = TRY(consents_from(request.allow));
  Sides sides = TRY(open_sides(request.source, context));
  if (!sides.session) return Diag{.code = "bad-usage", .message = "sync changes a database; " + sides.have_locator.text + " is none", .hint = "--have postgresql://…"};
  consents.columns_only = request.columns_only;
  Delta delta = diff(sides.have, sides.want);
  doubt_extras(delta, sides);
  leave_out_what_env_does(delta, sides, context);
  say_left_out_by_env(delta, context);
  say_unjudged(delta, sides, context);
  silence_in(delta, sides.ignore, context);
  const Counts found = count(findings_of(delta, sides.weigh));
  leave_ignored(delta, sides, consents, context);
  const Facts facts = TRY(read_facts(*sides.session, delta));
  const Unmade unmade = unmade_with_tables(delta);
  const Approved approved = gate(plan(std::move(delta), facts), consents);
  const int after = left_out_code(approved, sides.weigh);
  const bool unknown = (found.unknown || sides.incomplete) && !request.allow_unknown;
  const std::size_t steps = approved.plan().step_count();
  auto ended = [&]() -> int { return after ? after : unknown ? exit_code::no_answer : exit_code::in_order; };
  if (request.dry_run) {
    write_script(approved, context);
    say_unmade(unmade, context.out, context);
    return ended();
  }
  if (steps == 0) {
    if (request.format == "text") write_script(approved, context, LeftOutLines::shortly);
    say_left_out(approved, context);
    context.out << (approved.left_out().empty() && !unknown ? "in step: nothing to do\n" : "nothing was changed\n");
    return ended();
  }
  if (request.format == "text") {
    write_script(approved, context, LeftOutLines::shortly);
    say_unmade(unmade, context.out, context);
  }
  context.out << std::flush;  // the plan is in the log before anything runs
  TRY(heed(TRY(preflight(approved, *sides.session)), context));
  TRY(ask_consent(request, sides, steps, context));
  ApplyOptions options;
  if (request.source.lock_timeout) options.lock_timeout = std::chrono::milliseconds(*request.source.lock_timeout);
  if (!context.quiet && context.terminal) options.progress = [&](const std::string& text) { context.err << printable(text) << '\n' << std::flush; };
  const Receipt receipt = TRY(apply(approved, *sides.session, options, [&](Session& session) { return read_again(session, sides.options); }));
  const Times times = request.source.timings ? Times::with : Times::without;
  if (request.format == "json") context.out << to_json(to_value(receipt, approved, times), 2) << '\n';
  else
    for (auto& line : lines_of(receipt, approved, times)) context.out << printable(line) << '\n';
  if (receipt.error) {
    context.show(*receipt.error);
    return exit_code::of(receipt.error->trouble);
  }
  say_left_out(approved, context);
  if (!receipt.contradictions.empty()) return exit_code::drift;
  return ended();
}

}  // namespace

Command sync_command() {
  using R = SyncRequest;
  auto format = option("--format", &R::format, "FORMAT", "text, json (the receipt)");
  format.choices = {"text", "json"};
  return make_command<R>("sync", "Bring a database to what it should be: plan, pre-flight, ask, apply, verify", embedded::sync_md,
                         within(&R::source, source_arguments()) +
                             std::vector<Argument>{options("--allow", &R::allow, "WHAT", "drop, narrow, rewrite: separated by commas"),
                                                   flag("--columns-only", &R::columns_only, "Only missing columns of tables that are there"),
                                                   flag("--dry-run", &R::dry_run, "Show what would run, change nothing"),
                                                   flag("-y,--yes", &R::yes, "Do not ask"),
                                                   flag("--allow-unknown", &R::allow_unknown, "What could not be decided does not fail"), format},
                         run);
}

}  // namespace trueup
