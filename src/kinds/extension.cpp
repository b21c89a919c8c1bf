#include "kinds/extension.h"

#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {
namespace {

// ---- fields ----
std::vector<Field> fields() { return fields_of<Extension>(); }

// ---- read ----
// plpgsql is in every database; what it brings along is nobody's schema.
constexpr std::string_view catalog_sql = "SELECT e.oid, e.extname FROM pg_extension e WHERE e.extname <> 'plpgsql'";
constexpr std::string_view fingerprint_sql = "SELECT sum(hashtextextended(e.extname, 0)) FROM pg_extension e";

void read(const CatalogRow& row, CatalogReader& reader) {
  reader.add(CatalogClass::extension, row.oid(0), Id(kind_of<Extension>(), {row.symbol(1)}), Extension{});
}

// ---- rights ----
std::string owner(const Id& id) { return "SELECT extowner FROM pg_extension WHERE extname = " + quote_literal(id[0].view()); }
// A trusted extension may be created by whoever may create schemas in the database, any other by superusers alone.
std::string lacking(const Change& change) {
  const std::string name = quote_literal(change.id[0].view()), create = "CREATE EXTENSION " + quoted(change.id[0]);
  return "SELECT CASE WHEN e.name IS NULL THEN " + quote_literal("installing the package of " + quoted(change.id[0]) + " on the server") +
         " WHEN NOT v.superuser OR v.trusted THEN 'GRANT CREATE ON DATABASE ' || quote_ident(current_database()) || ' TO ' || quote_ident(current_user) ELSE " +
         quote_literal("a superuser who runs " + create) + " END FROM (SELECT) AS one LEFT JOIN pg_available_extensions e ON e.name = " + name +
         " LEFT JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version"
         " WHERE e.name IS NULL OR (v.superuser AND NOT coalesce((SELECT rolsuper FROM pg_roles WHERE rolname = current_user), false)"
         " AND NOT (v.trusted AND has_database_privilege(current_database(), 'CREATE')))"
         " OR (NOT v.superuser AND NOT has_database_privilege(current_database(), 'CREATE'))";
}

// ---- write ----
Sql create(const Change& c) { return {"CREATE EXTENSION IF NOT EXISTS " + quoted(c.id[0])}; }
Sql drop(const Change& c) { return {"DROP EXTENSION " + quoted(c.id[0])}; }
std::string phrase(const Id& id) { return "EXTENSION " + quoted(id[0]); }
Effects creating(const Change&) { return {.lock = Lock::none}; }
Effects dropping(const Change&) { return {.drops = true}; }

}  // namespace

const Kind& extension_kind() {
  static const Kind kind = with_payload<Extension>({
      .name = "extension", .title = "Extension", .plural = "extensions",
      .doc = "A package of types and functions installed into the database; only its presence is compared.",
      .path_size = 1, .weight = 2, .underlies = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 1},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping,
      .owner = owner, .lacking = lacking});
  return kind;
}
template <>
const Kind& kind_of<Extension>() { return extension_kind(); }

}  // namespace trueup
