#include "model/draft.h"

namespace trueup {

Draft::Draft() : store(std::make_shared<Store>()) {}

bool Draft::add(Object object) {
  if (!index_.emplace(object.id, static_cast<std::uint32_t>(objects_.size())).second) return false;
  objects_.push_back(object);
  return true;
}

Object* Draft::object(const Id& id) {
  const auto at = index_.find(id);
  return at == index_.end() ? nullptr : &objects_[at->second];
}

const Object* Draft::find(const Id& id) const { return const_cast<Draft*>(this)->object(id); }

void Draft::remove(const Id& id) {
  const auto at = index_.find(id);
  if (at == index_.end()) return;
  objects_[at->second].id = {};
  index_.erase(at);
}

bool Draft::move(const Id& from, const Id& to) {
  const auto at = index_.find(from);
  if (at == index_.end()) return false;
  const std::uint32_t place = at->second;
  if (!index_.emplace(to, place).second) return from == to;
  index_.erase(from);
  objects_[place].id = to;
  return true;
}

}  // namespace trueup
