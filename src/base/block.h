// Blocks of memory for what is filled and freed as a whole. Large ones ask for huge pages: to touch a page for the first
// time costs more than to fill it.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <memory>

namespace trueup {

struct FreeBlock {
  void operator()(char* block) const { std::free(block); }
};
using Block = std::unique_ptr<char[], FreeBlock>;

constexpr std::size_t huge_block = std::size_t{2} << 20;

// Of `size` bytes or more, aligned for anything. Throws std::bad_alloc.
Block new_block(std::size_t size);

}  // namespace trueup
