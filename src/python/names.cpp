// Names: the look-up behind the inline search of small namespaces.
#include "python/names.h"

#include <bit>

namespace trueup::py {

void Names::set(Symbol name, Value value, std::uint32_t line) {
  const std::size_t at = position(name);
  if (at != none) {
    entries_[at].value = value;
    if (line) entries_[at].line = line;
    return;
  }
  entries_.push_back({value, name, line});
  if (entries_.size() <= linear) return;
  if (entries_.size() * 2 > index_.size()) return reindex(std::bit_ceil(entries_.size() * 4));
  const std::size_t mask = index_.size() - 1;
  std::size_t slot = std::hash<Symbol>()(name) >> 7 & mask;
  while (index_[slot]) slot = (slot + 1) & mask;
  index_[slot] = static_cast<std::uint32_t>(entries_.size());
}

bool Names::erase(Symbol name) {
  const std::size_t at = position(name);
  if (at == none) return false;
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
  if (!index_.empty()) reindex(index_.size());
  return true;
}

std::size_t Names::indexed(Symbol name) const {
  const std::size_t mask = index_.size() - 1;
  for (std::size_t slot = std::hash<Symbol>()(name) >> 7 & mask; index_[slot]; slot = (slot + 1) & mask)
    if (entries_[index_[slot] - 1].name == name) return index_[slot] - 1;
  return none;
}

void Names::reindex(std::size_t slots) {
  index_.assign(slots, 0);
  const std::size_t mask = slots - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = std::hash<Symbol>()(entries_[i].name) >> 7 & mask;
    while (index_[slot]) slot = (slot + 1) & mask;
    index_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace trueup::py
