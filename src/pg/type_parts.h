// A type's name as the grammar leaves it: shared by the reader of type names and by that of parse trees.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/type.h"

namespace trueup {

struct TypeParts {
  std::string schema = {};
  std::string name = {};                    // pg_type.typname, or a user's type
  std::vector<std::string> modifiers = {};  // interval: the mask of its fields, then the precision
  bool array = false;
};

// `text` is for messages.
Result<Type> make_type(const TypeParts& parts, std::string_view text);

}  // namespace trueup
