// Heap: where all values of one Interpreter lie until it dies. Values are never freed one by one: a schema's models are
// evaluated once, and nearly all that is made stays reachable anyway.
#pragma once
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "python/arena.h"

namespace trueup::py {

using ast::Span;

class Heap {
 public:
  Heap() = default;
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap() {
    for (std::size_t i = owned_.size(); i-- > 0;) owned_[i].destroy(owned_[i].at);
  }

  // Any type; its destructor runs with the heap's.
  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(alignof(T) <= 8);
    T* made = new (arena_.allocate(sizeof(T))) T(std::forward<Args>(args)...);
    if constexpr (!std::is_trivially_destructible_v<T>)
      owned_.push_back({made, [](void* at) { static_cast<T*>(at)->~T(); }});
    return made;
  }
  std::string_view copy(std::string_view text) { return arena_.copy(text); }
  template <class T>
  Span<T> copy(const T* from, std::size_t count) {
    return arena_.copy(from, count);
  }
  template <class T>
  Span<T> copy(const std::vector<T>& from) {
    return arena_.copy(from.data(), from.size());
  }
  std::size_t bytes() const { return arena_.bytes(); }

 private:
  struct Owned {
    void* at;
    void (*destroy)(void*);
  };
  ast::Arena arena_;
  std::vector<Owned> owned_;
};

}  // namespace trueup::py
