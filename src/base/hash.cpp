#include "base/hash.h"

#include <cstring>

namespace trueup {

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) {
  // Eight bytes a step through one multiply-and-fold: fast enough that hashing is never what costs, and well enough
  // mixed for hash tables and change detection. Not for secrets.
  std::uint64_t hash = hash_with(seed, bytes.size());
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    hash = hash_with(hash, word);
  }
  std::uint64_t tail = 0;
  for (std::size_t i = 0; i < left; ++i) tail |= std::uint64_t(static_cast<unsigned char>(at[i])) << (8 * i);
  return left ? hash_with(hash, tail) : hash;
}

}  // namespace trueup
