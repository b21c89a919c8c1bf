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

// "DO $$ BEGIN …; END $$", whatever the statement holds.
std::string do_block(const std::string& statement);

// ---- rights, for Kind::owner and Kind::lacking ----
std::string relation_owner(const Id& id);      // of a table, a sequence
std::string type_owner(const Id& id);
std::string lacking_in_schema(const Change&);  // CREATE on the schema of the object, when that is there

// The rows of a table that a condition is true of; and those that agree in all keys with another row.
Violation rows_where(const Id& id, std::string what, const std::string& condition, std::vector<Symbol> columns);
Violation rows_that_repeat(const Id& id, const std::vector<std::string>& keys, std::vector<Symbol> columns, const std::string& where,
                           bool nulls_not_distinct);

}  // namespace trueup
