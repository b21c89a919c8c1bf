// Store: where the values of one sort lie together, at addresses that stay. Objects of a model point into it.
#pragma once
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace trueup {

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() {
    for (Pool& pool : pools_) pool.destroy(pool.values);
  }

  // Keeps the value as long as the store lives.
  template <class T>
  T* add(T value) {
    return &pool_of<T>().emplace_back(std::move(value));
  }

 private:
  struct Pool {
    const void* type;  // the address of sort_of<T>
    void* values;
    void (*destroy)(void*);
  };
  template <class T>
  static constexpr char sort_of = 0;
  template <class T>
  std::deque<T>& pool_of() {
    for (Pool& pool : pools_)
      if (pool.type == &sort_of<T>) return *static_cast<std::deque<T>*>(pool.values);
    pools_.push_back({&sort_of<T>, new std::deque<T>, [](void* values) { delete static_cast<std::deque<T>*>(values); }});
    return *static_cast<std::deque<T>*>(pools_.back().values);
  }
  std::vector<Pool> pools_;
};

}  // namespace trueup
