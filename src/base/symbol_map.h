// SymbolMap: values by name, for the dozens of names of one class: a list in the order of arrival, searched as it is
// while it is short and through an index of numbers beyond. One allocation where a map of nodes makes one for each.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "base/symbol.h"

namespace trueup {

template <class T>
class SymbolMap {
 public:
  struct Entry {
    Symbol name = {};
    T value = {};
  };

  // Null when there is none. Valid until something is added.
  T* find(Symbol name) {
    const std::size_t at = place(name);
    return at == none ? nullptr : &entries_[at].value;
  }
  const T* find(Symbol name) const { return const_cast<SymbolMap*>(this)->find(name); }
  // What is there already stays: second is false.
  std::pair<T*, bool> try_emplace(Symbol name, T value = {}) {
    if (T* there = find(name)) return {there, false};
    entries_.push_back({name, std::move(value)});
    if (entries_.size() > linear) index();
    return {&entries_.back().value, true};
  }
  void reserve(std::size_t size) { entries_.reserve(size); }
  void clear() { entries_.clear(), slots_.clear(); }
  std::size_t size() const { return entries_.size(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  static constexpr std::size_t none = ~std::size_t{0}, linear = 16;

  std::size_t place(Symbol name) const {
    if (slots_.empty()) {
      for (std::size_t i = 0; i < entries_.size(); ++i)
        if (entries_[i].name == name) return i;
      return none;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = slot(name, mask); slots_[at]; at = (at + 1) & mask)
      if (entries_[slots_[at] - 1].name == name) return slots_[at] - 1;
    return none;
  }
  static std::size_t slot(Symbol name, std::size_t mask) { return std::hash<Symbol>()(name) >> 7 & mask; }
  // The newest entry, or all of them when the table is too small.
  void index() {
    std::size_t from = entries_.size() - 1;
    if (entries_.size() * 2 > slots_.size()) {
      std::size_t size = 64;
      while (size < entries_.size() * 4) size *= 2;
      slots_.assign(size, 0);
      from = 0;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = from; i < entries_.size(); ++i) {
      std::size_t at = slot(entries_[i].name, mask);
      while (slots_[at]) at = (at + 1) & mask;
      slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // place + 1; empty while there are few
};

}  // namespace trueup
