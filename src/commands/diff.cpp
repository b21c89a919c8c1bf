#include <ostream>

#include "base/exit_codes.h"
#include "commands/doubt.h"
#include "commands/env_scope.h"
#include "commands/help.h"
#include "commands/report.h"
#include "commands/script.h"
#include "commands/sides.h"
#include "diff/diff.h"

namespace trueup {
namespace {

struct DiffRequest {
  SourceFlags source = {};
  std::string have = {}, want = {};
  bool allow_unknown = false;
  std::string format = "text";
};

Result<int> run(const DiffRequest& request, Context& context) {
  SourceFlags flags = request.source;
  flags.have = {request.have};
  flags.positional = true;
  flags.want.insert(flags.want.begin(), request.want);
  Sides sides = TRY(open_sides(flags, context));
  Delta delta = diff(sides.have, sides.want);
  doubt_extras(delta, sides);
  leave_out_what_env_does(delta, sides, context);
  say_unjudged(delta, sides, context, Silence::disregarded);
  const auto findings = findings_of(delta, {.extra = WeighOptions::Extra::error});
  const Counts n = count(findings);
  if (request.format == "sql") {
    const Facts facts = TRY(facts_for(sides, delta));
    const Unmade unmade = unmade_with_tables(delta);
    write_script(gate(plan(std::move(delta), facts), {.everything = true}), context);
    say_unmade(unmade, context.out, context);
  } else if (request.format == "json") context.out << to_json(report_value(delta, findings, {}), 2) << '\n';
  else show_report(delta, findings, {.incomplete = sides.incomplete}, context);
  if (request.source.timings) show_timings(sides, context);
  if (n.errors) return exit_code::drift;
  if ((n.unknown || sides.incomplete) && !request.allow_unknown) return exit_code::no_answer;
  return exit_code::in_order;
}

}  // namespace

Command diff_command() {
  using R = DiffRequest;
  auto have = positional("HAVE", &R::have, "What is there"), want = positional("WANT", &R::want, "What should be");
  have.required = want.required = true;
  auto format = option("--format", &R::format, "FORMAT", "text, json, sql");
  format.choices = {"text", "json", "sql"};
  return make_command<R>("diff", "What turns one source into another", embedded::diff_md,
                         std::vector<Argument>{have, want, format, flag("--allow-unknown", &R::allow_unknown, "What could not be decided does not fail")} +
                             within(&R::source, std::vector<Argument>{options("--want", &SourceFlags::want, "LOCATOR", "What adds to WANT")} + reading_arguments()),
                         run);
}

}  // namespace trueup
