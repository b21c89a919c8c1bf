#include "model/scope.h"

#include <algorithm>

namespace trueup {

KindSet kinds_named(std::initializer_list<std::string_view> names) {
  KindSet out;
  for (auto name : names) out.set(kind_named(name).number());
  return out;
}

KindSet every_kind() {
  KindSet out;
  for (std::size_t i = 0; i < all_kinds().size(); ++i) out.set(i + 1);
  return out;
}

Scope Scope::everything() { return {.parts = {{.all_schemas = true, .kinds = every_kind()}}}; }

bool Scope::covers_field(const Id& id, std::string_view field) const {
  for (auto& silence : silences)
    if (silence.kind == &id.kind() && silence.field == field && !silence.except.contains({id[0], id[1]})) return false;
  return true;
}

bool Scope::covers(const Id& id) const {
  const auto kind = id.kind().number();
  for (auto& part : parts) {
    if (std::find(part.objects.begin(), part.objects.end(), id) != part.objects.end()) return true;
    if (!part.kinds[kind]) continue;
    if (!part.all_schemas && !std::binary_search(part.schemas.begin(), part.schemas.end(), id[0])) continue;
    if (!part.tables.empty() && (id.size() < 2 || !part.tables.contains({id[0], id[1]}))) continue;
    return true;
  }
  return false;
}

}  // namespace trueup
