#include "kinds/sql.h"

#include "base/text.h"
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

std::string do_block(const std::string& statement) {
  std::string tag = "$$";
  while (statement.find(tag) != std::string::npos) tag.insert(1, "_");
  return "DO " + tag + " BEGIN " + statement + "; END " + tag;
}

std::string relation_owner(const Id& id) { return "SELECT relowner FROM pg_class WHERE oid = to_regclass(" + quote_literal(qualified(id[0], id[1])) + ")"; }
std::string type_owner(const Id& id) { return "SELECT typowner FROM pg_type WHERE oid = to_regtype(" + quote_literal(qualified(id[0], id[1])) + ")"; }

std::string lacking_in_schema(const Change& change) {
  const std::string schema = quoted(change.id[0]);
  return "SELECT " + quote_literal("GRANT CREATE ON SCHEMA " + schema + " TO ") + " || quote_ident(current_user) FROM pg_namespace WHERE nspname = " +
         quote_literal(change.id[0].view()) + " AND NOT has_schema_privilege(oid, 'CREATE')";
}

Violation rows_where(const Id& id, std::string what, const std::string& condition, std::vector<Symbol> columns) {
  return {.what = std::move(what), .rows = "SELECT $keys FROM " + relation_of(id) + " WHERE " + condition, .columns = std::move(columns)};
}

Violation rows_that_repeat(const Id& id, const std::vector<std::string>& keys, std::vector<Symbol> columns, const std::string& where, bool nulls_not_distinct) {
  std::vector<std::string> conditions;
  if (!where.empty()) conditions.push_back(where);
  if (!nulls_not_distinct)
    for (auto& key : keys) conditions.push_back(key + " IS NOT NULL");
  std::string inner = "SELECT $keys, count(*) OVER (PARTITION BY " + join(keys, ", ") + ") AS trueup_count FROM " + relation_of(id);
  if (!conditions.empty()) inner += " WHERE " + join(conditions, " AND ");
  return {.what = "repeat what another row holds in (" + join(keys, ", ") + ")",
          .rows = "SELECT $keys FROM (" + inner + ") AS counted WHERE trueup_count > 1", .columns = std::move(columns)};
}

}  // namespace trueup
