#include "model/id_index.h"

#include <bit>

namespace trueup {
namespace {
constexpr std::uint32_t removed = IdIndex::none - 1;
}  // namespace

std::uint32_t IdIndex::slot_of(const std::vector<Object>& objects, const Id& id) const {
  if (slots_.empty()) return none;
  const std::uint32_t hash = id.near_hash();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.place == none) return none;
    if (slot.place != removed && slot.hash == hash && objects[slot.place].id == id) return static_cast<std::uint32_t>(at);
  }
}

std::uint32_t IdIndex::find(const std::vector<Object>& objects, const Id& id) const {
  const std::uint32_t at = slot_of(objects, id);
  return at == none ? none : slots_[at].place;
}

std::uint32_t IdIndex::add(const std::vector<Object>& objects, const Id& id, std::uint32_t place) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  const std::uint32_t hash = id.near_hash();
  const std::size_t mask = slots_.size() - 1;
  Slot* free = nullptr;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.place >= removed) {
      if (!free) free = &slot;
      if (slot.place == none) break;
    } else if (slot.hash == hash && objects[slot.place].id == id) {
      return slot.place;
    }
  }
  used_ += free->place == none;
  *free = {hash, place};
  return place;
}

void IdIndex::clear() {
  slots_.assign(slots_.size(), Slot{});
  used_ = 0;
}

void IdIndex::remove(const std::vector<Object>& objects, const Id& id) {
  if (const std::uint32_t at = slot_of(objects, id); at != none) slots_[at].place = removed;
}

void IdIndex::grow() {
  resize(slots_.empty() ? 64 : slots_.size() * 2);
}

void IdIndex::reserve(std::size_t count) {
  if (count * 2 > slots_.size()) resize(std::bit_ceil(count * 2));
}

void IdIndex::resize(std::size_t size) {
  std::vector<Slot> old(size);
  old.swap(slots_);
  used_ = 0;
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.place >= removed) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].place != none) at = (at + 1) & mask;
    slots_[at] = slot;
    ++used_;
  }
}

}  // namespace trueup
