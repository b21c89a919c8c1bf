// Names: the look-up behind the inline search of small namespaces.
#include "python/names.h"

#include <bit>

namespace trueup::py {

void Names::set(Symbol name, Value value, std::uint32_t line) {
  const std::size_t at = position(name);
  if (!body_) body_ = std::make_unique<Body>();
  auto& [entries, index] = *body_;
  if (at != none) {
    entries[at].value = value;
    if (line) entries[at].line = line;
    return;
  }
  entries.push_back({value, name, line});
  if (entries.size() <= linear) return;
  if (entries.size() * 2 > index.size()) return reindex(std::bit_ceil(entries.size() * 4));
  const std::size_t mask = index.size() - 1;
  std::size_t slot = std::hash<Symbol>()(name) >> 7 & mask;
  while (index[slot]) slot = (slot + 1) & mask;
  index[slot] = static_cast<std::uint32_t>(entries.size());
}

bool Names::erase(Symbol name) {
  const std::size_t at = position(name);
  if (at == none) return false;
  auto& [entries, index] = *body_;
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(at));
  if (!index.empty()) reindex(index.size());
  return true;
}

std::size_t Names::indexed(Symbol name) const {
  const auto& [entries, index] = *body_;
  const std::size_t mask = index.size() - 1;
  for (std::size_t slot = std::hash<Symbol>()(name) >> 7 & mask; index[slot]; slot = (slot + 1) & mask)
    if (entries[index[slot] - 1].name == name) return index[slot] - 1;
  return none;
}

void Names::reindex(std::size_t slots) {
  auto& [entries, index] = *body_;
  index.assign(slots, 0);
  const std::size_t mask = slots - 1;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::size_t slot = std::hash<Symbol>()(entries[i].name) >> 7 & mask;
    while (index[slot]) slot = (slot + 1) & mask;
    index[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace trueup::py
