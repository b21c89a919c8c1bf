// Content hashes: 64 bits, the same on every machine and in every run, so that fingerprints can be written to files.
#pragma once
#include <cstdint>
#include <string_view>

namespace trueup {

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0);

// Folds one more value into a running hash; order matters.
constexpr std::uint64_t hash_with(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t x = (seed ^ value) * 0x9E3779B97F4A7C15ull + 0x632BE59BD9B4E019ull;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  return x ^ (x >> 29);
}

}  // namespace trueup
