#include "diff/severity.h"

namespace trueup {

using Sort = Difference::Sort;

namespace {
bool is_only_extra(const Difference& d) { return d.sort == Sort::changed && d.want->kind().only_extra && d.want->kind().only_extra(d.have->data, d.want->data); }
}  // namespace

Weight weigh(const Difference& d, const WeighOptions& options) {
  if (d.sort == Sort::undecided) return Weight::unknown;
  if (d.sort == Sort::dropped) {
    if (d.have->kind().extra_is_error && !d.have->kind().extra_is_error(d.have->data).empty()) return Weight::error;
    return options.extra == WeighOptions::Extra::error ? Weight::error : Weight::warning;
  }
  if (is_only_extra(d)) return options.extra == WeighOptions::Extra::error ? Weight::error : Weight::warning;
  return Weight::error;
}

std::string code_of(const Difference& d) {
  static constexpr std::string_view words[] = {"missing-", "extra-", "different-", "renamed-", "different-", "unknown-"};
  std::string out(is_only_extra(d) ? "extra-" : words[static_cast<int>(d.sort)]);
  for (char c : d.subject().kind().name) out += c == '_' ? '-' : c;
  return out;
}

}  // namespace trueup
