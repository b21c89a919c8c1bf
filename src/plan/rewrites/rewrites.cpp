#include "plan/rewrites/rewrites.h"

namespace trueup {

void rewrite(Steps& steps) {
  inherited(steps);
  take_sequence(steps);
  fill_new_columns(steps);
  fill_nulls(steps);
  reuse_index(steps);
  unique_via_index(steps);
  replace_index(steps);
  index_concurrently(steps);
  validate_later(steps);
  not_null_via_check(steps);
}

}  // namespace trueup
