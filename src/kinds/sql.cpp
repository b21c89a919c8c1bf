#include "kinds/sql.h"

#include "kinds/column.h"

namespace trueup {

Value to_value(const Columns& columns) { return to_value(columns.names); }
bool from_value(const Value& value, Columns& out) { return from_value(value, out.names); }
std::uint64_t hash_value(const Columns& columns) { return hash_value(columns.names); }

void each_ref(const Columns& columns, const Id& owner, const SeeRef& see) {
  for (Symbol name : columns.names) see(Id(kind_of<Column>(), {owner[0], owner[1], name}));
}

void follow(Columns& columns, const Id& owner, Follow& f) {
  for (Symbol& name : columns.names) follow_column(name, owner, f);
}

std::string quoted(Symbol name) { return quote_identifier(name.view()); }

std::string qualified(Symbol schema, Symbol name) { return schema.empty() ? quoted(name) : quoted(schema) + '.' + quoted(name); }

std::string relation_of(const Id& id) { return qualified(id[0], id[1]); }

std::string column_list(const std::vector<Symbol>& names) {
  std::string out;
  for (Symbol name : names) {
    if (!out.empty()) out += ", ";
    out += quoted(name);
  }
  return out;
}

namespace {
// Whether the first character's parenthesis closes at the last one.
bool is_wrapped(std::string_view sql) {
  if (sql.size() < 2 || sql.front() != '(' || sql.back() != ')') return false;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (quote) quote = c == quote ? 0 : quote;
    else if (c == '\'' || c == '"') quote = c;
    else if (c == '(') ++depth;
    else if (c == ')' && --depth == 0) return i + 1 == sql.size();
  }
  return false;
}
}  // namespace

std::string parenthesised(const Expr& expr) {
  std::string text(expr.text());
  return is_wrapped(text) ? text : '(' + text + ')';
}

}  // namespace trueup
