#pragma once
#include <string>
#include <utility>

#include "kinds/sql.h"
namespace trueup {
struct Index {
  struct Key {
    Symbol name = {};      // a column, or …
    Expr expression = {};  // … an expression
    Symbol opclass = {};   // "gin_trgm_ops", "app.my_ops"; empty: the type's default
    Symbol collation = {}; // empty: the column's
    bool descending = false;
    bool nulls_first = false;
  };
  std::string method = "btree";
  bool unique = false;
  std::vector<Key> keys = {};
  Expr where = {};
  Columns include = {};
  bool nulls_not_distinct = false;
  bool valid = true;
  std::vector<std::string> options = {};  // "fillfactor=70", sorted

  // The columns, when all keys are plain columns; otherwise none.
  std::vector<Symbol> plain_columns() const;
};
template <>
const Kind& kind_of<Index>();
}  // namespace trueup
