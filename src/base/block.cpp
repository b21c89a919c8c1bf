#include "base/block.h"

#include <sys/mman.h>

#include <new>

namespace trueup {

Block new_block(std::size_t size) {
  if (size < huge_block) {
    Block block(static_cast<char*>(std::malloc(size)));
    if (!block) throw std::bad_alloc();
    return block;
  }
  size = (size + huge_block - 1) / huge_block * huge_block;
  Block block(static_cast<char*>(std::aligned_alloc(huge_block, size)));
  if (!block) throw std::bad_alloc();
  (void)madvise(block.get(), size, MADV_HUGEPAGE);  // a wish: without it the pages are small
  return block;
}

}  // namespace trueup
