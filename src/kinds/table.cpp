#include "kinds/table.h"

#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {
namespace {

// ---- fields ----
Sql alter_row_security(const Change& change) {
  auto c = typed<Table>(change);
  return {"ALTER TABLE " + relation_of(c.id) + (c.want.row_security ? " ENABLE" : " DISABLE") + " ROW LEVEL SECURITY"};
}
Sql alter_force(const Change& change) {
  auto c = typed<Table>(change);
  return {"ALTER TABLE " + relation_of(c.id) + (c.want.force_row_security ? " FORCE" : " NO FORCE") + " ROW LEVEL SECURITY"};
}
Effects brief(const Change&) { return {}; }
Sql alter_logged(const Change& change) {
  auto c = typed<Table>(change);
  return {"ALTER TABLE " + relation_of(c.id) + (c.want.unlogged ? " SET UNLOGGED" : " SET LOGGED")};
}
Effects rewriting(const Change&) { return {.rewrites = true}; }

std::vector<Field> fields() {
  return fields_of<Table>(
      field<&Table::row_security>("row_security", Alter{alter_row_security, brief}, "Row-level security is enabled: without a policy nobody but the owner sees a row."),
      field<&Table::force_row_security>("force_row_security", Alter{alter_force, brief}, "Row-level security holds for the owner too."),
      field<&Table::unlogged>("unlogged", Alter{alter_logged, rewriting}, "Not written to the log: faster, and empty after a crash."),
      field<&Table::partition_by>("partition_by", Recipe{}, "Strategy and key of a partitioned table."),
      field<&Table::partition_of>("partition_of", Recipe{}, "The table it is a partition or a child of."));
}

// ---- read ----
// Views, materialized views and foreign tables are only noted: a table of that name is wanted, something else stands there.
constexpr std::string_view catalog_sql = R"sql(
  SELECT c.oid, c.relnamespace, c.relname, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity,
         CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
         CASE WHEN c.relispartition OR c.relhassubclass OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
              THEN (SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid ORDER BY i.inhseqno LIMIT 1) END
    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND c.relnamespace $schemas)sql";
constexpr std::string_view fingerprint_sql = R"sql(
  SELECT sum(hashtextextended(c.relname, hashtextextended(concat(c.oid, c.relnamespace, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relispartition), 0)))
    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I') AND c.relpersistence <> 't' AND c.relnamespace $schemas)sql";

void read(const CatalogRow& row, CatalogReader& reader) {
  const Symbol schema = reader.schema(row.oid(1)), name = row.symbol(2);
  const char kind = row.text(3)[0];
  reader.add_relation(row.oid(0), {schema, name, kind});
  if (kind != 'r' && kind != 'p') return reader.note_relation(kind, schema, name, row.oid(0));
  Table made{.row_security = row.boolean(5), .force_row_security = row.boolean(6), .unlogged = row.text(4) == "u", .partition_by = row.string(7)};
  Table* kept = reader.add(CatalogClass::relation, row.oid(0), Id(kind_of<Table>(), {schema, name}), std::move(made));
  if (kept && !row.is_null(8))
    reader.later([kept, parent = row.oid(8)](CatalogReader& r) {
      if (auto* above = r.relation(parent)) kept->partition_of.to = Id(kind_of<Table>(), {above->schema, above->name});
    });
}

// ---- write ----
// Columns and keys fold into it (plan/fold); alone it is a table without columns.
Sql create(const Change& change) {
  auto& t = *static_cast<const Table*>(change.want);
  Sql out = {std::string("CREATE ") + (t.unlogged ? "UNLOGGED " : "") + "TABLE " + relation_of(change.id) + " ()"};
  if (!t.partition_by.empty()) out[0] += " PARTITION BY " + t.partition_by;
  if (t.row_security) out.push_back("ALTER TABLE " + relation_of(change.id) + " ENABLE ROW LEVEL SECURITY");
  if (t.force_row_security) out.push_back("ALTER TABLE " + relation_of(change.id) + " FORCE ROW LEVEL SECURITY");
  return out;
}
Sql drop(const Change& c) { return {"DROP TABLE " + relation_of(c.id)}; }
std::string phrase(const Id& id) { return "TABLE " + relation_of(id); }
Effects creating(const Change&) { return {.lock = Lock::none}; }
Effects dropping(const Change&) { return {.drops = true}; }
std::string never_extra(const void* p) {
  auto& t = *static_cast<const Table*>(p);
  return t.partition_of.to.empty() ? std::string() : "a partition or child of " + t.partition_of.to.path_str();
}

}  // namespace

const Kind& table_kind() {
  static const Kind kind = with_payload<Table>({
      .name = "table", .title = "Table", .plural = "tables",
      .doc = "Rows and columns, with its row-level security switches.",
      .parents = {"schema"}, .path_size = 2, .weight = 10, .is_relation = true, .holds_data = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 10},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping,
      .never_extra = never_extra, .owner = relation_owner, .lacking = lacking_in_schema});
  return kind;
}
template <>
const Kind& kind_of<Table>() { return table_kind(); }

}  // namespace trueup
