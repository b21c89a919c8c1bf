// Small questions to Python values that several files ask.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "python/interpreter.h"

namespace trueup::sqla {

// A setting that may be absent, None or unknown.
inline bool is_given(py::Value value) { return value && !py::is_none(value); }
inline py::Opaque* unknown_in(py::Value value) { return value.as<py::Opaque>(); }

// True for True, 1 …; false for anything else, unknown or absent included: ask unknown_in() beforehand.
inline bool is_true(py::Interpreter& interp, py::Value value) {
  return is_given(value) && !unknown_in(value) && interp.truth(value) == py::Truth::yes;
}

inline std::string text_or(py::Value value, std::string_view otherwise = {}) {
  auto text = py::text_of(value);
  return std::string(text ? *text : otherwise);
}

// A setting among keywords by name; null when it is not there.
template <class Keywords>
py::Value keyword_of(const Keywords& keywords, std::string_view name) {
  for (const auto& keyword : keywords)
    if (keyword.name == name) return keyword.value;
  return {};
}

}  // namespace trueup::sqla
