#include "kinds/schema.h"

#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {
namespace {

// ---- fields ----
std::vector<Field> fields() { return fields_of<Schema>(); }

// ---- read ----
constexpr std::string_view catalog_sql = "SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.oid $schemas";
constexpr std::string_view fingerprint_sql = "SELECT sum(hashtextextended(n.nspname, 0)) FROM pg_namespace n WHERE n.oid $schemas";

void read(const CatalogRow& row, CatalogReader& reader) {
  const Symbol name = row.symbol(1);
  reader.add(CatalogClass::schema, row.oid(0), Id(kind_of<Schema>(), {name}), Schema{});
}

// ---- rights ----
std::string owner(const Id& id) { return "SELECT nspowner FROM pg_namespace WHERE nspname = " + quote_literal(id[0].view()); }
std::string lacking(const Change&) {
  return "SELECT 'GRANT CREATE ON DATABASE ' || quote_ident(current_database()) || ' TO ' || quote_ident(current_user)"
         " WHERE NOT has_database_privilege(current_database(), 'CREATE')";
}

// ---- write ----
Sql create(const Change& c) { return {"CREATE SCHEMA " + quoted(c.id[0])}; }
Sql drop(const Change& c) { return {"DROP SCHEMA " + quoted(c.id[0])}; }
std::string phrase(const Id& id) { return "SCHEMA " + quoted(id[0]); }
Effects creating(const Change&) { return {.lock = Lock::none}; }
Effects dropping(const Change&) { return {.lock = Lock::none, .drops = true}; }

}  // namespace

const Kind& schema_kind() {
  static const Kind kind = with_payload<Schema>({
      .name = "schema", .title = "Schema", .plural = "schemas",
      .doc = "A namespace for tables and types.",
      .path_size = 1, .weight = 0, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 0},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping,
      .owner = owner, .lacking = lacking});
  return kind;
}
template <>
const Kind& kind_of<Schema>() { return schema_kind(); }

}  // namespace trueup
