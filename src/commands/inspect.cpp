#include <ostream>

#include "base/exit_codes.h"
#include "commands/doubt.h"
#include "commands/help.h"
#include "commands/script.h"
#include "commands/sides.h"
#include "diff/diff.h"
#include "settle/settle.h"
#include "write/python_code.h"
#include "write/snapshot.h"
#include "write/tree.h"

namespace trueup {
namespace {

struct InspectRequest {
  SourceFlags source = {};
  std::vector<std::string> locators = {};
  bool allow_unknown = false;
  std::string format = "tree";
};

Result<int> run(const InspectRequest& request, Context& context) {
  Single single = TRY(open_single(request.locators, request.source, context));
  if (request.format == "json") context.out << to_json(snapshot_of(*single.model), 1) << '\n';
  else if (request.format == "sql") {
    Draft nothing;
    nothing.scope = Scope::everything();
    ModelPtr empty = settle(std::move(nothing), {});
    write_script(gate(plan(diff(empty, single.model), {}), {.everything = true}), context);
    say_unmade(all_unmade(*single.model), context.out, context);
  } else if (request.format == "sqlalchemy") context.out << python_code(*single.model);
  else write_tree(*single.model, context.out);
  const bool unknown = !single.model->unknowns().empty();
  for (auto& each : single.model->unknowns())
    context.show(diag_of(each));
  return (unknown || single.incomplete) && !request.allow_unknown ? exit_code::no_answer : exit_code::in_order;
}

}  // namespace

Command inspect_command() {
  using R = InspectRequest;
  auto source = argument(Argument::Sort::positionals, "SOURCE", &R::locators, "LOCATOR", "What to read; several add up");
  source.required = true;
  auto format = option("--format", &R::format, "FORMAT", "tree, json, sql, sqlalchemy");
  format.choices = {"tree", "json", "sql", "sqlalchemy"};
  return make_command<R>("inspect", "Show a schema as a tree, JSON, SQL or SQLAlchemy code", embedded::inspect_md,
                         std::vector<Argument>{source, format, flag("--allow-unknown", &R::allow_unknown, "What could not be read does not fail")} +
                             within(&R::source, reading_arguments()),
                         run);
}

}  // namespace trueup
