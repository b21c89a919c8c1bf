#include <ostream>

#include "base/exit_codes.h"
#include "base/text.h"
#include "base/command.h"
#include "commands/codes.h"
#include "commands/help.h"

namespace trueup {
namespace {

struct ExplainRequest {
  std::string code = {};
};

Result<int> run(const ExplainRequest& request, Context& context) {
  if (auto text = explanation_of(request.code)) {
    context.out << request.code << "\n\n" << *text << '\n';
    return exit_code::in_order;
  }
  const std::string near = nearest(request.code, all_codes());
  return Diag{.code = "bad-usage", .message = "no finding or error has the code " + request.code, .hint = near.empty() ? "codes look like missing-column or unknown-host" : "did you mean " + near + "?"};
}

}  // namespace

Command explain_command() {
  using R = ExplainRequest;
  auto code = positional("CODE", &R::code, "A code from a report or an error");
  code.required = true;
  return make_command<R>("explain", "What a finding means, how to cure and how to silence it", embedded::explain_md, {code}, run);
}

}  // namespace trueup
