#include "kinds/unique.h"

#include "kinds/constraint.h"

namespace trueup {
namespace {

// ---- fields ----
std::vector<Field> fields() {
  return fields_of<Unique>(
      field<&Unique::columns>("columns", Rebuild{}, "Columns in the order of its index."),
      field<&Unique::include>("include", Rebuild{}, "Further columns kept in its index."),
      field<&Unique::nulls_not_distinct>("nulls_not_distinct", Rebuild{}, "Two NULLs count as equal (PostgreSQL 15)."),
      field<&Unique::deferrable>("deferrable", Rebuild{}, "May be checked at commit."),
      field<&Unique::initially_deferred>("initially_deferred", Rebuild{}, "Is checked at commit unless SET CONSTRAINTS says otherwise."));
}

// ---- read ----
constexpr std::string_view catalog_sql = R"sql(
  SELECT c.oid, c.conrelid, c.conname, c.conkey, c.condeferrable, c.condeferred, i.indnkeyatts, i.indkey, {i.indnullsnotdistinct}
    FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid WHERE c.contype = 'u' AND c.connamespace $schemas)sql";

void read(const CatalogRow& row, CatalogReader& reader) {
  const Id id = constraint_id(kind_of<Unique>(), row, reader);
  if (id.empty()) return;
  Unique made{.columns = {columns_of(row, 3, row.oid(1), reader)}, .nulls_not_distinct = row.boolean(8), .deferrable = row.boolean(4),
              .initially_deferred = row.boolean(5)};
  auto all = columns_of(row, 7, row.oid(1), reader);
  made.include.names.assign(all.begin() + row.number(6), all.end());
  reader.add(CatalogClass::constraint, row.oid(0), id, std::move(made));
}

// ---- rows and rights ----
std::vector<Violation> violations(const Change& c, const Model&, int) {
  auto& u = *static_cast<const Unique*>(c.want);
  std::vector<std::string> keys;
  for (Symbol name : u.columns.names) keys.push_back(quoted(name));
  return {rows_that_repeat(c.id, keys, u.columns.names, {}, u.nulls_not_distinct)};
}

// ---- write ----
std::string body(const Unique& u) {
  std::string out = u.nulls_not_distinct ? "UNIQUE NULLS NOT DISTINCT (" : "UNIQUE (";
  out += column_list(u.columns.names) + ')';
  if (!u.include.names.empty()) out += " INCLUDE (" + column_list(u.include.names) + ')';
  return out + deferral(u.deferrable, u.initially_deferred);
}
Sql create(const Change& c) {
  auto& u = *static_cast<const Unique*>(c.want);
  const std::string add = "ALTER TABLE " + relation_of(c.id) + " ADD CONSTRAINT " + quoted(c.id.back()) + ' ';
  if (!c.options.using_index.empty())
    return {add + "UNIQUE USING INDEX " + quote_identifier(c.options.using_index) + deferral(u.deferrable, u.initially_deferred)};
  return {add + body(u)};
}
std::string fold(const Change& c) { return "CONSTRAINT " + quoted(c.id.back()) + ' ' + body(*static_cast<const Unique*>(c.want)); }
Effects creating(const Change& c) {
  if (!c.options.using_index.empty()) return {};
  return {.scans = true, .may_fail_on_data = true};
}
Effects dropping(const Change&) { return {.drops = true}; }
std::string summary(const Id&, const void* p) { return "(" + column_list(static_cast<const Unique*>(p)->columns.names) + ")"; }

}  // namespace

const Kind& unique_kind() {
  static const Kind kind = with_payload<Unique>({
      .name = "unique", .title = "Unique constraint", .plural = "unique constraints",
      .doc = "No two rows agree in all of its columns.",
      .parents = {"table"}, .path_size = 3, .weight = 32, .nameless_equal = true, .stands_for = {"index"}, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .order = 31},
      .create = create, .drop = drop_constraint, .phrase = constraint_phrase, .rename = rename_constraint, .fold = fold, .on_create = creating, .on_drop = dropping,
      .summary = summary,
      .violations = violations, .lacking = lacking_in_schema});
  return kind;
}
template <>
const Kind& kind_of<Unique>() { return unique_kind(); }

}  // namespace trueup
