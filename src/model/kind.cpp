#include "model/kind.h"

#include <stdexcept>

namespace trueup {

const Field* Kind::field(std::string_view wanted) const {
  for (auto& each : fields)
    if (each.name == wanted) return &each;
  return nullptr;
}

std::array<const Kind*, 256> kind_of_number = {};

std::vector<const Kind*> numbered(std::vector<const Kind*> kinds) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    kinds[i]->place = static_cast<std::uint8_t>(i + 1);
    kind_of_number.at(i + 1) = kinds[i];
  }
  return kinds;
}

std::uint8_t Kind::find_place() const {
  all_kinds();
  if (!place) throw std::logic_error("Kind::number: " + std::string(name) + " is not in kinds/CMakeLists.txt");
  return place;
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

void Object::check_payload(PayloadMark asked) const {
  if (kind().payload != asked) throw std::logic_error("Object::as: " + id.str() + " is not of that kind");
}

std::string Object::summary() const { return kind().summary ? kind().summary(id, data) : std::string(); }

}  // namespace trueup
