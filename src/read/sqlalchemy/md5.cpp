// RFC 1321.
#include "read/sqlalchemy/md5.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace trueup::sqla {

std::string md5_hex(std::string_view text) {
  static const std::array<std::uint32_t, 64> sines = [] {
    std::array<std::uint32_t, 64> out;
    for (int i = 0; i < 64; ++i) out[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(std::floor(4294967296.0 * std::fabs(std::sin(i + 1.0))));
    return out;
  }();
  static constexpr int shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  std::string data(text);
  const std::uint64_t bits = std::uint64_t{text.size()} * 8;
  data += '\x80';
  while (data.size() % 64 != 56) data += '\0';
  for (int i = 0; i < 8; ++i) data += static_cast<char>(bits >> (8 * i));
  std::array<std::uint32_t, 4> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  for (std::size_t block = 0; block < data.size(); block += 64) {
    std::array<std::uint32_t, 16> words;
    for (std::size_t i = 0; i < 16; ++i) {
      words[i] = 0;
      for (std::size_t k = 0; k < 4; ++k) words[i] |= static_cast<std::uint32_t>(static_cast<unsigned char>(data[block + i * 4 + k])) << (8 * k);
    }
    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
      std::uint32_t f, g;
      switch (i / 16) {
        case 0: f = (b & c) | (~b & d), g = i; break;
        case 1: f = (d & b) | (~d & c), g = (5 * i + 1) % 16; break;
        case 2: f = b ^ c ^ d, g = (3 * i + 5) % 16; break;
        default: f = c ^ (b | ~d), g = (7 * i) % 16;
      }
      const std::uint32_t next = b + std::rotl(a + f + sines[i] + words[g], shifts[i / 16][i % 4]);
      a = d, d = c, c = b, b = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
  }
  std::string out;
  for (std::uint32_t part : state)
    for (int i = 0; i < 4; ++i) {
      const unsigned byte = (part >> (8 * i)) & 0xFF;
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    }
  return out;
}

}  // namespace trueup::sqla
