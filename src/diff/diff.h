// diff: two models in, the differences out. Knows no kind by name.
#pragma once
#include "diff/delta.h"

namespace trueup {

Delta diff(ModelPtr have, ModelPtr want);

// Whether the patterns name it, or what it hangs on: "KIND:GLOB over the path" ("table:public.spatial_ref_sys", "index:*.tmp_*").
bool is_ignored(const Id& id, const std::vector<std::string>& patterns);
// Takes out what the patterns name. Returns how many differences went.
std::size_t ignore_in(Delta& delta, const std::vector<std::string>& patterns);

}  // namespace trueup
