// Counts the members of an aggregate at compile time, so that a field table can be checked against its struct.
#pragma once
#include <cstddef>
#include <utility>

namespace trueup {

struct Anything {
  std::size_t position;
  template <class T>
  constexpr operator T() const { return T(); }
};

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires { T{Anything{I}...}; };
}

template <class T, std::size_t Most = 40>
consteval std::size_t member_count() {
  if constexpr (takes<T>(std::make_index_sequence<Most>{})) return Most;
  else return member_count<T, Most - 1>();
}

}  // namespace trueup
