// diff: two models in, the differences out. Knows no kind by name.
#pragma once
#include "diff/delta.h"

namespace trueup {

Delta diff(ModelPtr have, ModelPtr want);

// Takes out what the patterns name: "KIND:GLOB over the path" ("table:public.spatial_ref_sys", "index:*.tmp_*"). What
// hangs on an ignored object is ignored with it. Returns how many differences went.
std::size_t ignore_in(Delta& delta, const std::vector<std::string>& patterns);

}  // namespace trueup
