#include "kinds/foreign_key.h"

#include <algorithm>

#include "base/text.h"
#include "kinds/constraint.h"
#include "kinds/index.h"
#include "kinds/primary_key.h"
#include "kinds/table.h"
#include "kinds/unique.h"
#include "model/model.h"

namespace trueup {
namespace {

// ---- fields ----
Sql validate(const Change& c) { return {"ALTER TABLE " + relation_of(c.id) + " VALIDATE CONSTRAINT " + quoted(c.id.back())}; }
Effects validating(const Change&) { return {.lock = Lock::share_update_exclusive, .scans = true, .may_fail_on_data = true}; }
bool loses_validity(const Change& change) {
  auto c = typed<ForeignKey>(change);
  return c.have.validated && !c.want.validated;
}
Sql defer(const Change& change) {
  auto c = typed<ForeignKey>(change);
  return {"ALTER TABLE " + relation_of(c.id) + " ALTER CONSTRAINT " + quoted(c.id.back()) +
          (c.want.deferrable ? deferral(true, c.want.initially_deferred) + (c.want.initially_deferred ? "" : " INITIALLY IMMEDIATE") : " NOT DEFERRABLE")};
}
Effects deferring(const Change&) { return {}; }

// What is not enforced has not been validated either, and cannot be: the other field says it all.
Verdict compare_validity(const void* have, const void* want) {
  auto &h = *static_cast<const ForeignKey*>(have), &w = *static_cast<const ForeignKey*>(want);
  return !h.enforced || !w.enforced || h.validated == w.validated ? Verdict::same : Verdict::different;
}
std::vector<Field> fields() {
  const Alter deferrable{defer, deferring, "deferrable"};
  auto referenced_columns = field<&ForeignKey::referenced_columns>("referenced_columns", Rebuild{}, "Its columns, in the same order.");
  referenced_columns.far = true;
  referenced_columns.follow = [](void* p, const Id&, Follow& f) {
    auto& fk = *static_cast<ForeignKey*>(p);
    if (fk.references.to.empty()) return;
    for (Symbol& name : fk.referenced_columns) follow_column(name, fk.references.to, f);
  };
  return fields_of<ForeignKey>(
      field<&ForeignKey::columns>("columns", Rebuild{}, "The columns that refer."),
      field<&ForeignKey::references>("references", Rebuild{}, "The table referred to."),
      referenced_columns,
      field<&ForeignKey::on_update>("on_update", Rebuild{}, "What happens when the key referred to changes."),
      field<&ForeignKey::on_delete>("on_delete", Rebuild{}, "What happens when the row referred to goes away."),
      field<&ForeignKey::set_columns>("set_columns", Rebuild{}, "The columns that SET NULL or SET DEFAULT sets, where not all."),
      field<&ForeignKey::match>("match", Rebuild{}, "simple, or full: all of the columns or none are NULL."),
      field<&ForeignKey::deferrable>("deferrable", deferrable, "May be checked at commit."),
      field<&ForeignKey::initially_deferred>("initially_deferred", deferrable, "Is checked at commit unless SET CONSTRAINTS says otherwise."),
      field<&ForeignKey::validated>("validated", RebuildIf{loses_validity, {validate, validating}}, "The rows that were there have been looked at.")
          .compared_by(compare_validity),
      field<&ForeignKey::enforced>("enforced", Rebuild{}, "False: written down, and looked at by nobody (PostgreSQL 18)."));
}

// ---- read ----
constexpr std::string_view catalog_sql = R"sql(
  SELECT c.oid, c.conrelid, c.conname, c.conkey, c.condeferrable, c.condeferred, c.convalidated, c.confrelid, c.confkey, c.confupdtype,
         c.confdeltype, c.confmatchtype, {c.confdelsetcols}, {c.conenforced}
    FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace $schemas)sql";

std::string action(std::string_view letter) {
  switch (letter.empty() ? 'a' : letter[0]) {
    case 'r': return "restrict";
    case 'c': return "cascade";
    case 'n': return "set null";
    case 'd': return "set default";
    default: return "no action";
  }
}
void read(const CatalogRow& row, CatalogReader& reader) {
  const Id id = constraint_id(kind_of<ForeignKey>(), row, reader);
  if (id.empty()) return;
  ForeignKey made{.columns = {columns_of(row, 3, row.oid(1), reader)}, .on_update = action(row.text(9)), .on_delete = action(row.text(10)),
                  .set_columns = {columns_of(row, 12, row.oid(1), reader)}, .match = row.text(11) == "f" ? "full" : "simple",
                  .deferrable = row.boolean(4), .initially_deferred = row.boolean(5), .validated = row.boolean(6), .enforced = row.boolean(13)};
  reader.need_relation(row.oid(7));
  ForeignKey* kept = reader.add(CatalogClass::constraint, row.oid(0), id, std::move(made));
  if (!kept) return;
  reader.later([kept, target = row.oid(7), numbers = row.numbers(8)](CatalogReader& r) {
    auto* table = r.relation(target);
    if (!table) return;
    kept->references.to = Id(kind_of<Table>(), {table->schema, table->name});
    for (int number : numbers) kept->referenced_columns.push_back(r.attribute(target, number));
  });
}

// ---- rows and rights ----
// Whether a row refers to something: MATCH SIMPLE looks only at rows without NULL in the key, MATCH FULL at all but those
// with nothing else, and a half NULL key is wrong in itself.
std::vector<Violation> violations(const Change& c, const Model&, int) {
  auto& fk = *static_cast<const ForeignKey*>(c.want);
  std::vector<std::string> equal, present, absent;
  for (std::size_t i = 0; i < fk.columns.names.size() && i < fk.referenced_columns.size(); ++i) {
    const std::string mine = "referring." + quoted(fk.columns.names[i]);
    equal.push_back("referred." + quoted(fk.referenced_columns[i]) + " = " + mine);
    present.push_back(mine + " IS NOT NULL");
    absent.push_back(mine + " IS NULL");
  }
  const std::string orphan = "(" + join(present, " AND ") + " AND NOT EXISTS (SELECT FROM " + relation_of(fk.references.to) + " AS referred WHERE " + join(equal, " AND ") + "))";
  const std::string half = "((" + join(absent, " OR ") + ") AND (" + join(present, " OR ") + "))";
  Violation out{.what = "refer to nothing in " + fk.references.to.path_str(), .columns = fk.columns.names};
  out.rows = "SELECT $keys FROM " + relation_of(c.id) + " AS referring WHERE " + (fk.match == "full" && equal.size() > 1 ? orphan + " OR " + half : orphan);
  return {out};
}
std::string lacking(const Change& c) {
  const std::string table = relation_of(static_cast<const ForeignKey*>(c.want)->references.to);
  return "SELECT " + quote_literal("GRANT REFERENCES ON " + table + " TO ") + " || quote_ident(current_user) FROM pg_class WHERE oid = to_regclass(" +
         quote_literal(table) + ") AND NOT has_table_privilege(oid, 'REFERENCES')";
}

// ---- write ----
std::string body(const ForeignKey& fk) {
  std::string out = "FOREIGN KEY (" + column_list(fk.columns.names) + ") REFERENCES " + relation_of(fk.references.to);
  if (!fk.referenced_columns.empty()) out += " (" + column_list(fk.referenced_columns) + ')';
  if (fk.match == "full") out += " MATCH FULL";
  if (fk.on_update != "no action") out += " ON UPDATE " + upper(fk.on_update);
  if (fk.on_delete != "no action") out += " ON DELETE " + upper(fk.on_delete);
  if (!fk.set_columns.names.empty()) out += " (" + column_list(fk.set_columns.names) + ')';
  return out + deferral(fk.deferrable, fk.initially_deferred) + (fk.enforced ? "" : " NOT ENFORCED");
}
Sql create(const Change& c) {
  auto& fk = *static_cast<const ForeignKey*>(c.want);
  std::string sql = "ALTER TABLE " + relation_of(c.id) + " ADD CONSTRAINT " + quoted(c.id.back()) + ' ' + body(fk);
  if (fk.enforced && (c.options.not_valid || !fk.validated)) sql += " NOT VALID";
  return {sql};
}
Effects creating(const Change& c) {
  if (c.options.not_valid || !static_cast<const ForeignKey*>(c.want)->enforced) return {.lock = Lock::share_row_exclusive};
  return {.lock = Lock::share_row_exclusive, .scans = true, .may_fail_on_data = true};
}
Effects dropping(const Change&) { return {.drops = true}; }
std::string summary(const Id&, const void* p) {
  auto& fk = *static_cast<const ForeignKey*>(p);
  std::string out = "(" + column_list(fk.columns.names) + ") → " + fk.references.to.path_str() + "(" + column_list(fk.referenced_columns) + ")";
  if (fk.on_delete != "no action") out += " on delete " + fk.on_delete;
  if (fk.on_update != "no action") out += " on update " + fk.on_update;
  return out;
}

bool same_set(std::vector<Symbol> a, std::vector<Symbol> b) {
  auto by_number = [](Symbol x, Symbol y) { return x.number() < y.number(); };
  std::sort(a.begin(), a.end(), by_number);
  std::sort(b.begin(), b.end(), by_number);
  return a == b;
}
// It hangs on the columns it points to, and on the key or unique index that makes them unique.
void more_needs(const Object& object, const Model& model, const SeeRef& see) {
  auto& fk = object.as<ForeignKey>();
  const Id& table = fk.references.to;
  if (table.empty()) return;
  for (Symbol name : fk.referenced_columns) see(Id(kind_named("column"), {table[0], table[1], name}));
  for (auto& other : model.on_relation(table[0], table[1])) {
    if (auto* key = other.as_if<PrimaryKey>(); key && same_set(key->columns.names, fk.referenced_columns)) return see(other.id);
    if (auto* key = other.as_if<Unique>(); key && same_set(key->columns.names, fk.referenced_columns)) return see(other.id);
    if (auto* key = other.as_if<Index>(); key && key->unique && !key->where && same_set(key->plain_columns(), fk.referenced_columns)) return see(other.id);
  }
}

}  // namespace

const Kind& foreign_key_kind() {
  static const Kind kind = with_payload<ForeignKey>({
      .name = "foreign_key", .title = "Foreign key", .plural = "foreign keys",
      .doc = "The values of its columns occur in another table.",
      .parents = {"table"}, .path_size = 3, .weight = 50, .nameless_equal = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .order = 33},
      .create = create, .drop = drop_constraint, .phrase = constraint_phrase, .rename = rename_constraint, .on_create = creating, .on_drop = dropping,
      .summary = summary, .more_needs = more_needs, .violations = violations, .lacking = lacking});
  return kind;
}
template <>
const Kind& kind_of<ForeignKey>() { return foreign_key_kind(); }

}  // namespace trueup
