// IdIndex: which object of a list has an id. Open addressing over places in the list: eight bytes a slot, no
// allocation of its own, since a schema of 10,000 tables has a quarter of a million objects on either side.
#pragma once
#include <cstdint>
#include <vector>

#include "model/kind.h"

namespace trueup {

class IdIndex {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  // The place of the object with this id, or none.
  std::uint32_t find(const std::vector<Object>& objects, const Id& id) const;
  // Gives an id the place, unless it has one already: the place it has afterwards.
  std::uint32_t add(const std::vector<Object>& objects, const Id& id, std::uint32_t place);
  void remove(const std::vector<Object>& objects, const Id& id);
  void clear();  // keeps its room
  void reserve(std::size_t count);

 private:
  struct Slot {
    std::uint32_t hash = 0;  // Id::near_hash(): its lower bits say where the search begins
    std::uint32_t place = none;
  };
  std::uint32_t slot_of(const std::vector<Object>& objects, const Id& id) const;  // or none
  void grow();
  void resize(std::size_t size);  // a power of two

  std::vector<Slot> slots_;
  std::size_t used_ = 0;  // removed ones included
};

}  // namespace trueup
