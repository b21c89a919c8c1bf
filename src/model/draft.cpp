#include "model/draft.h"

namespace trueup {

Draft::Draft() : store(std::make_shared<Store>()) {}

bool Draft::add(Object object) {
  if (index_.find(objects_, object.id) != IdIndex::none) return false;
  index_.add(object.id, static_cast<std::uint32_t>(objects_.size()));
  objects_.push_back(object);
  return true;
}

Object* Draft::object(const Id& id) {
  const auto place = index_.find(objects_, id);
  return place == IdIndex::none ? nullptr : &objects_[place];
}

const Object* Draft::find(const Id& id) const { return const_cast<Draft*>(this)->object(id); }

void Draft::remove(const Id& id) {
  Object* there = object(id);
  if (!there) return;
  index_.remove(objects_, id);
  there->id = {};
}

bool Draft::move(const Id& from, const Id& to) {
  const auto place = index_.find(objects_, from);
  if (place == IdIndex::none) return false;
  if (index_.find(objects_, to) != IdIndex::none) return from == to;
  index_.remove(objects_, from);
  objects_[place].id = to;
  index_.add(to, place);
  return true;
}

}  // namespace trueup
