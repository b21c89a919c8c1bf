// Symbol: an interned string of four bytes. Names of tables and columns occur thousands of times in a schema; as
// symbols they cost four bytes each and compare by number.
//
// The table behind it lives as long as the process and only grows; it is safe to use from several threads. Equality is
// by number, order is by content, so that sorted output never depends on which name was seen first.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace trueup {

class Symbol {
 public:
  constexpr Symbol() = default;  // the empty string
  explicit Symbol(std::string_view text);

  std::string_view view() const;
  std::string str() const { return std::string(view()); }
  bool empty() const { return number_ == 0; }
  std::uint32_t number() const { return number_; }
  std::uint64_t content_hash() const;  // hash_of(view()), which was taken when the text was first seen

  friend bool operator==(Symbol, Symbol) = default;
  friend bool operator==(Symbol a, std::string_view b) { return a.view() == b; }
  friend std::strong_ordering operator<=>(Symbol a, Symbol b) {
    return a.number_ == b.number_ ? std::strong_ordering::equal : a.view() <=> b.view();
  }

 private:
  std::uint32_t number_ = 0;
};

}  // namespace trueup

template <>
struct std::hash<trueup::Symbol> {
  std::size_t operator()(trueup::Symbol s) const { return s.number() * 0x9E3779B97F4A7C15ull; }
};
