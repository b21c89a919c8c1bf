// Where one parse puts its tree.
#pragma once
#include <pg_query/pg_query.pb-c.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace trueup {

// protobuf-c asks for every node on its own: a bump allocator makes that cheap, and one free of all of it.
class ParseArena {
 public:
  ParseArena() : allocator_{[](void* self, std::size_t size) { return static_cast<ParseArena*>(self)->allocate(size); }, [](void*, void*) {}, this} {}
  ParseArena(const ParseArena&) = delete;
  ParseArena& operator=(const ParseArena&) = delete;
  ProtobufCAllocator* allocator() { return &allocator_; }

  void* allocate(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > left_) {
      left_ = std::max(size, std::min<std::size_t>(std::size_t{1024} << (2 * blocks_.size()), 1u << 20));
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
      next_ = blocks_.back().get();
    }
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }

 private:
  ProtobufCAllocator allocator_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace trueup
