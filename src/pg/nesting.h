// Looks at SQL without parsing it: how deep a parse could recurse, and where statements begin and end.
#pragma once
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace trueup {

// An upper bound of the depth of the parse tree: open parentheses and the words and operators since the last comma.
std::size_t nesting_of(std::string_view sql);
// Begin and end of each statement that is not blank, without its semicolon.
std::vector<std::pair<std::size_t, std::size_t>> statements_of(std::string_view sql);
// How many bytes of blanks and comments stand in front.
std::size_t skip_blanks(std::string_view sql);

}  // namespace trueup
