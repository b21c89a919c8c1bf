#include <ostream>

#include "base/exit_codes.h"
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

struct FixRequest {
  SourceFlags source = {};
  std::vector<std::string> allow = {};
  bool columns_only = false, allow_unknown = false;
};

Result<int> run(const FixRequest& request, Context& context) {
  Consents consents = TRY(consents_from(request.allow));
  Sides sides = TRY(open_sides(request.source, context));
  consents.columns_only = request.columns_only;
  Delta delta = diff(sides.have, sides.want);
  doubt_extras(delta, sides);
  leave_out_what_env_does(delta, sides, context);
  say_left_out_by_env(delta, context);
  say_unjudged(delta, sides, context);
  silence_in(delta, sides.ignore, context);
  const auto findings = findings_of(delta, sides.weigh);
  leave_ignored(delta, sides, consents, context);
  const Facts facts = TRY(facts_for(sides, delta));
  const Unmade unmade = unmade_with_tables(delta);
  const Approved approved = gate(plan(std::move(delta), facts), consents);
  write_script(approved, context);
  say_unmade(unmade, context.out, context);
  if (const int code = left_out_code(approved, sides.weigh)) return code;
  if ((count(findings).unknown || sides.incomplete) && !request.allow_unknown) return exit_code::no_answer;
  return exit_code::in_order;
}

}  // namespace

Command fix_command() {
  using R = FixRequest;
  return make_command<R>("fix", "Print the SQL that brings a database to what it should be", embedded::fix_md,
                         within(&R::source, source_arguments()) +
                             std::vector<Argument>{options("--allow", &R::allow, "WHAT", "drop, narrow, rewrite: separated by commas"),
                                                   flag("--columns-only", &R::columns_only, "Only missing columns of tables that are there"),
                                                   flag("--allow-unknown", &R::allow_unknown, "What could not be decided does not fail")},
                         run);
}

}  // namespace trueup
