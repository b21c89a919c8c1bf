// The shape of an expression: its text with stand-ins for names, strings and small integers. The grammar cannot tell two
// names that are no keywords apart, nor two strings: expressions of one shape have one tree, which differs in these leaves.
// A schema has thousands of expressions and few shapes, and the parser takes some 20 µs for the smallest.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/parse_arena.h"

namespace trueup {

struct ExpressionShape {
  std::string text = {};                   // with stand-ins
  std::vector<std::string> names = {};     // by the number of the stand-in: as the grammar gives them, folded and unquoted
  std::vector<std::string> strings = {};   // unquoted
  std::vector<int> numbers = {};
};

// Nothing for texts that hold what is better left to the parser (comments, escapes, parameters …), and for long ones.
std::optional<ExpressionShape> shape_of(std::string_view sql);

// The tree of the shape's text with what the stand-ins stand for; shares what holds none. Null: one stood for nothing.
const PgQuery__Node* fill_shape(const PgQuery__Node& tree, const ExpressionShape& shape, ParseArena& arena);

}  // namespace trueup
