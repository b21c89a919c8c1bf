#include "pg/stored_tree.h"

#include <charconv>

namespace trueup {

std::string tree_key(std::string_view tree, const std::function<Symbol(int)>& name) {
  std::string out;
  out.reserve(tree.size());
  std::string names;
  // ":location 12" (and the statement's location and length in sub-selects) say where it was typed; everything else
  // is meaning. A Var's number is replaced by the name it stands for in this relation.
  std::size_t from = 0;
  for (std::size_t at = tree.find(':'); at != std::string_view::npos; at = tree.find(':', at + 1)) {
    const std::string_view rest = tree.substr(at + 1);
    if (rest.empty() || (rest[0] != 'l' && rest[0] != 's' && rest[0] != 'v')) continue;
    std::size_t word = 0;
    if (rest.starts_with("location ")) word = 9;
    else if (rest.starts_with("stmt_location ")) word = 14;
    else if (rest.starts_with("stmt_len ")) word = 9;
    else if (rest.starts_with("varattno ")) {
      int number = 0;
      std::from_chars(rest.data() + 9, rest.data() + rest.size(), number);
      names += ' ';
      names += number > 0 ? name(number).view() : std::string_view("*");
      continue;
    } else continue;
    out.append(tree.substr(from, at - from));
    from = at + 1 + word;
    while (from < tree.size() && tree[from] != ' ' && tree[from] != '}') ++from;
  }
  out.append(tree.substr(from));
  return out + names;
}

}  // namespace trueup
