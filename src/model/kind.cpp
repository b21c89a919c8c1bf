#include "model/kind.h"

#include <stdexcept>

namespace trueup {

const Field* Kind::field(std::string_view wanted) const {
  for (auto& each : fields)
    if (each.name == wanted) return &each;
  return nullptr;
}

int Kind::index() const {
  // A kind knows its place by looking once; the list is short and fixed.
  static const auto* places = [] {
    auto* out = new std::unordered_map<const Kind*, int>;
    for (auto* kind : all_kinds()) out->emplace(kind, static_cast<int>(out->size()));
    return out;
  }();
  return places->at(this);
}

const Kind* find_kind(std::string_view name) {
  for (auto* kind : all_kinds())
    if (kind->name == name) return kind;
  return nullptr;
}

const Kind& kind_named(std::string_view name) {
  if (auto* kind = find_kind(name)) return *kind;
  throw std::out_of_range("kind_named: " + std::string(name));
}

void Object::check_type(const std::type_info& asked) const {
  if (*kind().type != asked) throw std::logic_error("Object::as: " + id.str() + " is not of that kind");
}

std::string Object::summary() const { return kind().summary ? kind().summary(id, data) : std::string(); }

}  // namespace trueup
