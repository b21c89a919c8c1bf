// Words that several kind files write: qualified names, column lists.
#pragma once
#include <string>
#include <vector>

#include "model/field_values.h"
#include "model/quote.h"

namespace trueup {

// The columns of the object's own table, in order: a value that refers to them.
struct Columns {
  std::vector<Symbol> names = {};
  bool operator==(const Columns&) const = default;
};
Value to_value(const Columns& columns);
bool from_value(const Value& value, Columns& out);
std::uint64_t hash_value(const Columns& columns);
void each_ref(const Columns& columns, const Id& owner, const SeeRef& see);
void follow(Columns& columns, const Id& owner, Follow& f);

std::string quoted(Symbol name);
std::string qualified(Symbol schema, Symbol name);
std::string relation_of(const Id& id);  // of anything on a table: `schema.table`; of a table: itself
std::string column_list(const std::vector<Symbol>& names);  // `a, "B"`, without parentheses
std::string parenthesised(const Expr& expr);  // exactly one pair around it

}  // namespace trueup
