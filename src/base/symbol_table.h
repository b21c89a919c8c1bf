// SymbolTable: entries by their name, for the dozens of names of a class or a call: a list in the order of arrival,
// searched as it is while it is short and through an index of numbers beyond. A map of nodes allocates for each.
#pragma once
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "base/symbol.h"

namespace trueup {

// Entry has a member `name`, a Symbol. Pointers to entries are valid until something is added or erased.
template <class Entry>
class SymbolTable {
 public:
  // Null when there is none.
  Entry* find(Symbol name) {
    const std::size_t at = position(name);
    return at == none ? nullptr : &entries_[at];
  }
  const Entry* find(Symbol name) const { return const_cast<SymbolTable*>(this)->find(name); }
  // What is there already stays: second is false.
  std::pair<Entry*, bool> add(Entry entry) {
    if (Entry* there = find(entry.name)) return {there, false};
    if (entries_.size() == entries_.capacity()) entries_.reserve(entries_.size() < 4 ? 4 : entries_.size() * 3 / 2);
    entries_.push_back(std::move(entry));
    if (entries_.size() > linear || !slots_.empty()) index_last();
    return {&entries_.back(), true};
  }
  // The others keep their order.
  bool erase(Symbol name) {
    const std::size_t at = position(name);
    if (at == none) return false;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
    if (!slots_.empty()) index_all(slots_.size());
    return true;
  }
  void clear() { entries_.clear(), slots_.clear(); }
  void reserve(std::size_t size) { entries_.reserve(size); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<Entry>& entries() { return entries_; }  // their names must not be changed

 private:
  static constexpr std::size_t none = ~std::size_t{0}, linear = 8;

  std::size_t position(Symbol name) const {
    if (slots_.empty()) {
      for (std::size_t i = 0; i < entries_.size(); ++i)
        if (entries_[i].name == name) return i;
      return none;
    }
    for (std::size_t at = first_slot(name); slots_[at]; at = (at + 1) & (slots_.size() - 1))
      if (entries_[slots_[at] - 1].name == name) return slots_[at] - 1;
    return none;
  }
  std::size_t first_slot(Symbol name) const { return std::hash<Symbol>()(name) >> 7 & (slots_.size() - 1); }
  void index(std::size_t i) {
    std::size_t at = first_slot(entries_[i].name);
    while (slots_[at]) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
  void index_last() {
    if (entries_.size() * 2 <= slots_.size()) return index(entries_.size() - 1);
    std::size_t slots = 4 * linear;
    while (slots < entries_.size() * 2) slots *= 2;
    index_all(slots);
  }
  void index_all(std::size_t slots) {
    slots_.assign(slots, 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) index(i);
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // open addressing, a power of two of them: position + 1; empty while there are few
};

}  // namespace trueup
