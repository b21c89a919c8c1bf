#include "model/draft.h"

namespace trueup {

Draft::Draft() : store(std::make_shared<Store>()) {}

bool Draft::add(Object object) {
  const auto place = static_cast<std::uint32_t>(objects_.size());
  if (index_.add(objects_, object.id, place) != place) return false;
  objects_.push_back(object);
  return true;
}

void Draft::reserve(std::size_t objects) {
  objects_.reserve(objects);
  index_.reserve(objects);
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
  index_.add(objects_, to, place);
  return true;
}

void Draft::move_all(const std::function<Id(const Object&)>& to, const std::function<void(const Object&, const Id&)>& taken) {
  index_.clear();
  std::vector<std::uint32_t> moved;
  for (std::uint32_t place = 0; place < objects_.size(); ++place) {
    Object& object = objects_[place];
    if (object.id.empty()) continue;
    if (to(object) == object.id) index_.add(objects_, object.id, place);
    else moved.push_back(place);
  }
  for (const std::uint32_t place : moved) {
    Object& object = objects_[place];
    const Id id = to(object);
    if (index_.add(objects_, id, place) == place) {
      object.id = id;
    } else {
      taken(object, id);
      object.id = {};
    }
  }
}

}  // namespace trueup
