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
      .path_size = 1, .weight = 2, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 1},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping});
  return kind;
}
template <>
const Kind& kind_of<Extension>() { return extension_kind(); }

}  // namespace trueup
