// Result<T>: a value or the Diag that says why there is none. TRY(expr) takes the value or returns the Diag.
#pragma once
#include <optional>
#include <utility>
#include <variant>

#include "base/diag.h"

namespace trueup {

struct Nothing {};

template <class T = Nothing>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::in_place_index<0>, std::move(value)) {}
  Result(Diag diag) : value_(std::in_place_index<1>, std::move(diag)) {}

  explicit operator bool() const { return value_.index() == 0; }
  T& operator*() & { return std::get<0>(value_); }
  const T& operator*() const& { return std::get<0>(value_); }
  T&& operator*() && { return std::get<0>(std::move(value_)); }
  T* operator->() { return &std::get<0>(value_); }
  const T* operator->() const { return &std::get<0>(value_); }
  const Diag& error() const& { return std::get<1>(value_); }
  Diag&& error() && { return std::get<1>(std::move(value_)); }

 private:
  std::variant<T, Diag> value_;
};

inline Result<Nothing> ok() { return Nothing{}; }

}  // namespace trueup

#define TRUEUP_CONCAT_(a, b) a##b
#define TRUEUP_CONCAT(a, b) TRUEUP_CONCAT_(a, b)
// auto x = TRY(f()); — a GNU statement expression: both compilers this project is built with have it.
#define TRY(expression)                                              \
  __extension__({                                                    \
    auto trueup_result_ = (expression);                              \
    if (!trueup_result_) return std::move(trueup_result_).error();   \
    *std::move(trueup_result_);                                      \
  })
