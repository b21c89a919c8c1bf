#include "kinds/primary_key.h"

#include "kinds/constraint.h"

namespace trueup {
namespace {

// ---- fields ----
std::vector<Field> fields() {
  return fields_of<PrimaryKey>(
      field<&PrimaryKey::columns>("columns", Rebuild{}, "Columns in the order of the key."),
      field<&PrimaryKey::include>("include", Rebuild{}, "Further columns kept in its index."),
      field<&PrimaryKey::deferrable>("deferrable", Rebuild{}, "May be checked at commit."),
      field<&PrimaryKey::initially_deferred>("initially_deferred", Rebuild{}, "Is checked at commit unless SET CONSTRAINTS says otherwise."));
}

// ---- read ----
constexpr std::string_view catalog_sql = R"sql(
  SELECT c.oid, c.conrelid, c.conname, c.conkey, c.condeferrable, c.condeferred, i.indnkeyatts, i.indkey
    FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid WHERE c.contype = 'p' AND c.connamespace $schemas)sql";
constexpr std::string_view fingerprint_sql = R"sql(
  SELECT sum(hashtextextended(c.conname, hashint8extended(c.oid::int8, c.xmin::text::int8)))
    FROM pg_constraint c WHERE c.contype IN ('p', 'u', 'c', 'f') AND c.connamespace $schemas)sql";

void read(const CatalogRow& row, CatalogReader& reader) {
  const Id id = constraint_id(kind_of<PrimaryKey>(), row, reader);
  if (id.empty()) return;
  PrimaryKey made{.columns = {columns_of(row, 3, row.oid(1), reader)}, .deferrable = row.boolean(4), .initially_deferred = row.boolean(5)};
  auto all = columns_of(row, 7, row.oid(1), reader);
  made.include.names.assign(all.begin() + row.number(6), all.end());
  reader.add(CatalogClass::constraint, row.oid(0), id, std::move(made));
}

// ---- rows and rights ----
// That none of its columns holds NULL is the columns' own difference.
std::vector<Violation> violations(const Change& c, const Model&, int) {
  auto& names = static_cast<const PrimaryKey*>(c.want)->columns.names;
  std::vector<std::string> keys;
  for (Symbol name : names) keys.push_back(quoted(name));
  return {rows_that_repeat(c.id, keys, names, {}, false)};
}

// ---- write ----
std::string body(const PrimaryKey& key) {
  std::string out = "PRIMARY KEY (" + column_list(key.columns.names) + ')';
  if (!key.include.names.empty()) out += " INCLUDE (" + column_list(key.include.names) + ')';
  return out + deferral(key.deferrable, key.initially_deferred);
}
Sql create(const Change& c) {
  auto& key = *static_cast<const PrimaryKey*>(c.want);
  const std::string add = "ALTER TABLE " + relation_of(c.id) + " ADD CONSTRAINT " + quoted(c.id.back()) + ' ';
  if (!c.options.using_index.empty())
    return {add + "PRIMARY KEY USING INDEX " + quote_identifier(c.options.using_index) + deferral(key.deferrable, key.initially_deferred)};
  return {add + body(key)};
}
std::string fold(const Change& c) { return "CONSTRAINT " + quoted(c.id.back()) + ' ' + body(*static_cast<const PrimaryKey*>(c.want)); }
Effects creating(const Change& c) {
  if (!c.options.using_index.empty()) return {};
  return {.scans = true, .may_fail_on_data = true};
}
Effects dropping(const Change&) { return {.drops = true}; }
std::string summary(const Id&, const void* p) { return "(" + column_list(static_cast<const PrimaryKey*>(p)->columns.names) + ")"; }

}  // namespace

const Kind& primary_key_kind() {
  static const Kind kind = with_payload<PrimaryKey>({
      .name = "primary_key", .title = "Primary key", .plural = "primary keys",
      .doc = "The columns that tell one row from another.",
      .parents = {"table"}, .path_size = 3, .weight = 30, .nameless_equal = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 30},
      .create = create, .drop = drop_constraint, .phrase = constraint_phrase, .rename = rename_constraint, .fold = fold, .on_create = creating, .on_drop = dropping,
      .summary = summary,
      .violations = violations, .lacking = lacking_in_schema});
  return kind;
}
template <>
const Kind& kind_of<PrimaryKey>() { return primary_key_kind(); }

}  // namespace trueup
