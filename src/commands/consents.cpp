#include "commands/consents.h"

#include "base/exit_codes.h"
#include "base/text.h"
#include "diff/findings.h"

namespace trueup {

Result<Consents> consents_from(const std::vector<std::string>& allow) {
  Consents out;
  for (auto& words : allow)
    for (auto& word : split(words, ',')) {
      if (word == "drop") out.drop = true;
      else if (word == "narrow") out.narrow = true;
      else if (word == "rewrite") out.rewrite = true;
      else return Diag{.code = "bad-usage", .message = "--allow does not know " + word, .hint = "--allow drop,narrow,rewrite"};
    }
  return out;
}

void leave_ignored(Delta& delta, const Sides& sides, const Consents& consents, Context& context) {
  const std::size_t left = leave_ignored_extras(delta, sides.weigh);
  if (left && consents.drop) context.note(counted(left, "extra") + " left alone: extra = \"ignore\" of trueup.toml");
}

int left_out_code(const Approved& approved, const WeighOptions& options) {
  int code = exit_code::in_order;
  for (auto& left : approved.left_out()) {
    if (weigh(*left.difference, options) != Weight::error) continue;
    if (!left.choices.empty()) return exit_code::drift;
    code = exit_code::consent;
  }
  return code;
}

}  // namespace trueup
