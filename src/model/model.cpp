#include "model/model.h"

#include <algorithm>

namespace trueup {

namespace {

// IdOrder, by numbers that lie together: the objects themselves are moved once.
void sort_by_id(std::vector<Object>& objects) {
  struct Key {
    std::uint64_t relation, rest;
    std::uint32_t place;
  };
  std::vector<Key> keys;
  keys.reserve(objects.size());
  auto pair = [](const Id& id, std::size_t i) {
    auto number = [&](std::size_t at) { return at < id.size() ? id[at].number() : 0; };
    return std::uint64_t{number(i)} << 32 | number(i + 1);
  };
  for (std::size_t i = 0; i < objects.size(); ++i) keys.push_back({pair(objects[i].id, 0), pair(objects[i].id, 2), static_cast<std::uint32_t>(i)});
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.relation != b.relation) return a.relation < b.relation;
    return a.rest != b.rest ? a.rest < b.rest : IdOrder()(objects[a.place].id, objects[b.place].id);
  });
  std::vector<Object> sorted;
  sorted.reserve(objects.size());
  for (const Key& key : keys) sorted.push_back(objects[key.place]);
  objects = std::move(sorted);
}

}  // namespace

ModelPtr ModelBuilder::build(Draft&& draft) {
  auto model = std::shared_ptr<Model>(new Model);
  auto& objects = model->objects_;
  objects = std::move(draft.objects());
  std::erase_if(objects, [](const Object& object) { return object.id.empty(); });
  sort_by_id(objects);
  for (Object& object : objects) {
    std::uint64_t hash = 1;
    for (auto& field : object.kind().fields)
      if (!field.ignored()) hash = hash_with(hash, field.hash(object.data));
    object.hash = hash;
  }
  model->unknowns_ = std::move(draft.unknowns);
  std::sort(model->unknowns_.begin(), model->unknowns_.end(),
            [](const Unknown& a, const Unknown& b) { return std::tie(a.about, a.field, a.reason) < std::tie(b.about, b.field, b.reason); });
  for (std::uint32_t i = 0; i < model->unknowns_.size(); ++i) model->unknown_index_.emplace(model->unknowns_[i].about, i);
  model->unmodelled_ = std::move(draft.unmodelled);
  model->scope_ = std::move(draft.scope);
  model->source_ = std::move(draft.source);
  model->store_ = std::move(draft.store);
  return model;
}

const Object* Model::find(const Id& id) const {
  const auto at = std::lower_bound(objects_.begin(), objects_.end(), id, [](const Object& a, const Id& b) { return IdOrder()(a.id, b); });
  return at != objects_.end() && at->id == id ? &*at : nullptr;
}

const Unmodelled* Model::other_relation(Symbol schema, Symbol name) const {
  for (auto& other : unmodelled_)
    if (!other.relation.empty() && other.schema == schema && other.relation == name) return &other;
  return nullptr;
}

const Object* Model::parent(const Id& id) const {
  if (id.is_satellite()) return find(id.object());
  for (auto name : id.kind().parents) {
    const Kind& kind = kind_named(name);
    if (auto* object = find(id.above(kind, static_cast<std::size_t>(kind.path_size)))) return object;
  }
  return nullptr;
}

std::span<const Object> Model::on_relation(Symbol schema, Symbol relation) const {
  auto before = [](const Object& a, std::pair<std::uint32_t, std::uint32_t> b) { return std::pair(a.id[0].number(), a.id[1].number()) < b; };
  auto after = [](std::pair<std::uint32_t, std::uint32_t> b, const Object& a) { return b < std::pair(a.id[0].number(), a.id[1].number()); };
  const std::pair key(schema.number(), relation.number());
  const auto first = std::lower_bound(objects_.begin(), objects_.end(), key, before);
  return {first, std::upper_bound(first, objects_.end(), key, after)};
}

std::vector<const Object*> Model::children(const Id& id) const {
  std::vector<const Object*> out;
  auto consider = [&](const Object& object) {
    if (object.id == id) return;
    const Object* above = parent(object.id);
    if (above && above->id == id) out.push_back(&object);
  };
  if (id.size() >= 2)
    for (auto& object : on_relation(id[0], id[1])) consider(object);
  else
    for (auto& object : objects_)
      if (object.id[0] == id[0]) consider(object);
  return out;
}

const Unknown* Model::unknown_about(const Id& id, Symbol field) const {
  if (unknowns_.empty()) return nullptr;
  auto about = [&](const Id& place, auto&& fits) -> const Unknown* {
    auto [first, last] = unknown_index_.equal_range(place);
    for (; first != last; ++first)
      if (!unknowns_[first->second].more && fits(unknowns_[first->second])) return &unknowns_[first->second];
    return nullptr;
  };
  auto whole = [](const Unknown& u) { return u.field.empty(); };
  if (auto* u = about(id, [&](const Unknown& u) { return u.field.empty() || field.empty() || u.field == field; })) return u;
  // Above: an unknown table makes everything on it unknown; an unknown kind on a table is "the table's indexes".
  if (id.is_satellite()) return unknown_about(id.object(), {});
  for (auto name : id.kind().parents) {
    const Kind& kind = kind_named(name);
    const Id above = id.above(kind, static_cast<std::size_t>(kind.path_size));
    if (auto* u = about(above, whole)) return u;
  }
  if (id.size() == 3)
    if (auto* u = about(id.above(id.kind(), 2), whole)) return u;
  return id.size() > 1 ? about(id.above(kind_named("schema"), 1), whole) : nullptr;
}

const Unknown* Model::may_have_more(const Id& id) const {
  if (unknowns_.empty() || id.size() < 2) return nullptr;
  static const Kind& column = kind_named("column");
  auto [first, last] = unknown_index_.equal_range(id.above(column, 2));
  for (; first != last; ++first)
    if (unknowns_[first->second].more) return &unknowns_[first->second];
  return nullptr;
}

std::uint64_t Model::fingerprint() const {
  // A sum, so that the order of symbols, which differs from run to run, does not matter.
  std::uint64_t sum = 0;
  for (auto& object : objects_) sum += hash_with(hash_of(object.id.str()), object.hash);
  return sum;
}

void Model::each_need(const Object& object, const SeeRef& see) const {
  if (object.id.is_satellite()) see(object.id.object());
  for (auto name : object.kind().parents) {
    const Kind& kind = kind_named(name);
    see(object.id.above(kind, static_cast<std::size_t>(kind.path_size)));
  }
  for (auto& field : object.kind().fields) field.refs(object.data, object.id, see);
  if (object.kind().more_needs) object.kind().more_needs(object, *this, see);
}

}  // namespace trueup
