// Heap: where all values of one Interpreter lie until it dies. Values are never freed one by one: a schema's models are
// evaluated once, and nearly all that is made stays reachable anyway.
#pragma once
#include <algorithm>
#include <atomic>
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

  // Any type; its destructor runs with the heap's.
  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(alignof(T) <= 8);
    if constexpr (std::is_trivially_destructible_v<T>) return new (arena_.allocate(sizeof(T))) T(std::forward<Args>(args)...);
    else return pool_of<T>().make(arena_, std::forward<Args>(args)...);
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
  // Values of one type whose destructor has something to do, in rooms of the arena: who is to be destroyed needs no list.
  struct Pool {
    virtual ~Pool() = default;
  };
  template <class T>
  struct PoolOf final : Pool {
    struct Room {
      T* first = nullptr;
      std::size_t used = 0, size = 0;
    };
    static constexpr std::size_t most = std::max<std::size_t>(8, 32768 / sizeof(T));
    std::vector<Room> rooms;

    template <class... Args>
    T* make(ast::Arena& arena, Args&&... args) {
      if (rooms.empty() || rooms.back().used == rooms.back().size) {
        const std::size_t size = rooms.empty() ? 8 : std::min(rooms.back().size * 2, most);
        rooms.push_back({static_cast<T*>(arena.allocate(size * sizeof(T))), 0, size});
      }
      Room& room = rooms.back();
      T* made = new (room.first + room.used) T(std::forward<Args>(args)...);
      ++room.used;
      return made;
    }
    ~PoolOf() override {
      for (std::size_t r = rooms.size(); r-- > 0;)
        for (std::size_t i = rooms[r].used; i-- > 0;) rooms[r].first[i].~T();
    }
  };
  static std::size_t next_number() {
    static std::atomic<std::size_t> next = 0;
    return next++;
  }
  template <class T>
  PoolOf<T>& pool_of() {
    static const std::size_t number = next_number();
    if (number >= pools_.size()) pools_.resize(number + 1);
    if (!pools_[number]) pools_[number] = std::make_unique<PoolOf<T>>();
    return static_cast<PoolOf<T>&>(*pools_[number]);
  }

  ast::Arena arena_;
  std::vector<std::unique_ptr<Pool>> pools_;  // by the number of their type
};

}  // namespace trueup::py
