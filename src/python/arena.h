// Arena: where the nodes of one syntax tree lie. Memory is given out in blocks, given back all at once, and
// no destructor runs; so only plain structs may live here.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/block.h"

namespace trueup::ast {

// A list in the arena. Copying it copies the reference, not the elements.
template <class T>
struct Span {
  T* first = nullptr;
  std::uint32_t count = 0;

  T* begin() const { return first; }
  T* end() const { return first + count; }
  std::uint32_t size() const { return count; }
  bool empty() const { return count == 0; }
  T& operator[](std::size_t at) const { return first[at]; }
  T& back() const { return first[count - 1]; }
};

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* allocate(std::size_t size) {
    size = (size + 7) & ~std::size_t{7};
    if (size > left_) more(size);
    char* at = next_;
    next_ += size;
    left_ -= size;
    return at;
  }
  template <class T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
    return new (allocate(sizeof(T))) T();
  }
  template <class T>
  Span<T> copy(const T* from, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    if (!count) return {};
    T* to = static_cast<T*>(allocate(count * sizeof(T)));
    std::memcpy(static_cast<void*>(to), from, count * sizeof(T));
    return {to, static_cast<std::uint32_t>(count)};
  }
  std::string_view copy(std::string_view text) {
    Span<char> kept = copy(text.data(), text.size());
    return {kept.first, kept.count};
  }
  std::size_t bytes() const { return bytes_; }
  // The size of the first block, where little is to come.
  void begin_with(std::size_t bytes) { first_ = bytes; }
  // Ends the life of all that lies here.
  void clear() {
    blocks_.clear();
    next_ = nullptr;
    left_ = bytes_ = 0;
  }

 private:
  void more(std::size_t size) {
    // Small files are many, so blocks start small and grow.
    const std::size_t most = bytes_ < 4 * huge_block ? huge_block / 2 : huge_block;
    const std::size_t block = std::max(size, std::min(most, std::max(first_, bytes_ / 2)));
    blocks_.push_back(new_block(block));
    next_ = blocks_.back().get();
    left_ = block;
    bytes_ += block;
  }

  std::vector<Block> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0, bytes_ = 0, first_ = 4096;
};

}  // namespace trueup::ast
