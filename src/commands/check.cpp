#include "base/exit_codes.h"
#include "base/text.h"
#include "commands/doubt.h"
#include "commands/env_scope.h"
#include "commands/help.h"
#include "commands/report.h"
#include "commands/sides.h"
#include "commands/variables.h"
#include "diff/diff.h"
#include "pg/url.h"
#include "read/discover.h"
#include "write/python_code.h"

#include <ostream>

namespace trueup {
namespace {

struct CheckRequest {
  SourceFlags source = {};
  bool strict = false, allow_unknown = false;
  std::string format = "text";
};

std::string quoted_word(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@%+") == std::string::npos;
  return plain ? word : "'" + replace_all(word, "'", "'\\''") + "'";
}

bool keeps_password_back(const Sides& sides) {
  if (sides.have_locator.sort != Locator::Sort::database) return false;
  auto spec = parse_database_url(sides.have_locator.path);
  return spec && !spec->get("password").empty();
}

// How the user names this database again. A password is not printed: it stays in the variable it came from.
std::string have_word(const Sides& sides, const Context& context) {
  if (keeps_password_back(sides))
    for (auto name : url_variables)
      if (context.environment && context.environment(std::string(name)) == sides.have_locator.path) return "\"$" + std::string(name) + '"';
  return quoted_word(sides.have_locator.text);
}

// The command that cures what this one found: the same sides, another verb. Passwords stay out of it.
std::string cure_of(const CheckRequest& request, const Sides& sides, const Context& context) {
  std::string out = "trueup";
  if (context.folder != ".") out += " -C " + quoted_word(context.folder);
  out += " fix";
  if (!request.source.environment.empty()) out += " --env " + quoted_word(request.source.environment);
  else if (!request.source.have.empty()) out += " --have " + (request.source.have[0].starts_with("env:") ? quoted_word(request.source.have[0]) : have_word(sides, context));
  for (auto& want : request.source.want) out += " --want " + quoted_word(want);
  for (auto& schema : request.source.schemas) out += " --schema " + quoted_word(schema);
  return out;
}

// A column that nobody wants may just as well be one that the models forgot: this line would declare it.
void add_declarations(std::vector<Finding>& findings, const Delta& delta) {
  if (delta.want->source().kind != "models") return;
  for (auto& finding : findings)
    if (finding.difference->sort == Difference::Sort::dropped && finding.hint.empty())
      if (auto line = mapped_column_line(*delta.have, *finding.difference->have); !line.empty()) finding.hint = "declare it: " + line;
}

Result<int> run(const CheckRequest& request, Context& context) {
  Sides sides = TRY(open_sides(request.source, context));
  Delta delta = diff(sides.have, sides.want);
  doubt_extras(delta, sides);
  leave_out_what_env_does(delta, sides, context);
  const Unjudged unjudged = say_unjudged(delta, sides, context);
  Silenced silenced = unjudged.silenced;
  silenced.add(silence_in(delta, sides.ignore, context));
  WeighOptions weigh_options = sides.weigh;
  if (request.strict) weigh_options.extra = WeighOptions::Extra::error;
  auto findings = findings_of(delta, weigh_options);
  add_declarations(findings, delta);
  const Counts n = count(findings);
  const std::string cure = n.errors ? cure_of(request, sides, context) : "";
  const bool lacks_password = cure.find(sides.have_locator.text) != std::string::npos && keeps_password_back(sides);
  const ReportOptions options{.cure = cure, .cure_note = lacks_password ? "the password is not printed: write it into the URL, or set PGPASSWORD" : "", .incomplete = sides.incomplete, .silenced = silenced, .unjudged = unjudged.unknowns};
  if (request.format == "json") context.out << to_json(report_value(delta, findings, options), 2) << '\n';
  else show_report(delta, findings, options, context);
  if (request.source.timings) show_timings(sides, context);
  if (n.errors) return exit_code::drift;
  if ((n.unknown || sides.incomplete) && !request.allow_unknown) return exit_code::no_answer;
  return exit_code::in_order;
}

}  // namespace

Command check_command() {
  using R = CheckRequest;
  auto format = option("--format", &R::format, "FORMAT", "text, json");
  format.choices = {"text", "json"};
  return make_command<R>("check", "Validate a database against what it should be, changing nothing", embedded::check_md,
                         within(&R::source, source_arguments()) +
                             std::vector<Argument>{flag("--strict", &R::strict, "Extra objects are errors too"),
                                                   flag("--allow-unknown", &R::allow_unknown, "What could not be decided does not fail the check"), format},
                         run);
}

}  // namespace trueup
