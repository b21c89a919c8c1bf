// Origin: where something was written down. For messages; never compared, never hashed.
#pragma once
#include <cstdint>
#include <string>

#include "base/symbol.h"

namespace trueup {

struct Origin {
  Symbol file = {};          // as the user would type it, relative to where the source begins; empty: a catalog
  std::uint32_t line = 0;    // from 1; 0: the file as a whole
  std::uint32_t column = 0;  // from 1; 0: not known
  explicit operator bool() const { return !file.empty(); }
  // "app/models/user.py:12", with ":COLUMN" only in the long form; "" when nothing is known.
  std::string str() const;
  std::string str_with_column() const;
};

}  // namespace trueup
