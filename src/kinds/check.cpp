#include "kinds/check.h"

#include "kinds/constraint.h"

namespace trueup {
namespace {

// ---- fields ----
// Validating is the only thing that can be done to a check that is there.
Sql validate(const Change& c) { return {"ALTER TABLE " + relation_of(c.id) + " VALIDATE CONSTRAINT " + quoted(c.id.back())}; }
Effects validating(const Change&) { return {.lock = Lock::share_update_exclusive, .scans = true, .may_fail_on_data = true}; }
bool loses_validity(const Change& change) {
  auto c = typed<Check>(change);
  return c.have.validated && !c.want.validated;
}
// What is not enforced has not been validated either, and cannot be: the other field says it all.
Verdict compare_validity(const void* have, const void* want) {
  auto &h = *static_cast<const Check*>(have), &w = *static_cast<const Check*>(want);
  return !h.enforced || !w.enforced || h.validated == w.validated ? Verdict::same : Verdict::different;
}
std::vector<Field> fields() {
  return fields_of<Check>(
      field<&Check::expression>("expression", Rebuild{}, "What every row must satisfy."),
      field<&Check::validated>("validated", RebuildIf{loses_validity, {validate, validating}}, "The rows that were there have been looked at.")
          .compared_by(compare_validity),
      field<&Check::no_inherit>("no_inherit", Rebuild{}, "Holds for this table alone, not for its children."),
      field<&Check::enforced>("enforced", Rebuild{}, "False: written down, and looked at by nobody (PostgreSQL 18)."));
}

// ---- read ----
constexpr std::string_view catalog_sql = R"sql(
  SELECT c.oid, c.conrelid, c.conname, c.conbin::text, c.convalidated, c.connoinherit, {c.conenforced}
    FROM pg_constraint c WHERE c.contype = 'c' AND c.conrelid <> 0 AND c.conislocal AND c.connamespace $schemas)sql";
constexpr std::string_view deparse_sql =
    "SELECT c.oid, 0, pg_get_expr(c.conbin, c.conrelid) FROM pg_constraint c JOIN unnest($oids, $slots) AS asked(oid, slot) ON asked.oid = c.oid";

void read(const CatalogRow& row, CatalogReader& reader) {
  const Id id = constraint_id(kind_of<Check>(), row, reader);
  if (id.empty()) return;
  Check* kept = reader.add(CatalogClass::constraint, row.oid(0), id, Check{.validated = row.boolean(4), .no_inherit = row.boolean(5), .enforced = row.boolean(6)});
  if (kept)
    reader.expression({.tree = row.text(3), .oid = row.oid(0), .relation = row.oid(1), .id = id, .field = "expression", .payload = kept,
                       .set = [](void* p, const Expr& e) { static_cast<Check*>(p)->expression = e; }});
}

// ---- rows ----
std::vector<Violation> violations(const Change& c, const Model&, int) {
  if (!c.options.proven_by.empty()) return {};  // counted with the column it is for
  auto& check = *static_cast<const Check*>(c.want);
  const auto columns = check.expression.columns();
  return {rows_where(c.id, "do not satisfy " + parenthesised(check.expression), "NOT " + parenthesised(check.expression), {columns.begin(), columns.end()})};
}

// ---- write ----
std::string body(const Check& check) { return "CHECK " + parenthesised(check.expression) + (check.no_inherit ? " NO INHERIT" : "") + (check.enforced ? "" : " NOT ENFORCED"); }
Sql create(const Change& c) {
  auto& check = *static_cast<const Check*>(c.want);
  std::string sql = "ALTER TABLE " + relation_of(c.id) + " ADD CONSTRAINT " + quoted(c.id.back()) + ' ' + body(check);
  if (check.enforced && (c.options.not_valid || !check.validated)) sql += " NOT VALID";
  return {sql};
}
std::string fold(const Change& c) { return "CONSTRAINT " + quoted(c.id.back()) + ' ' + body(*static_cast<const Check*>(c.want)); }
Effects creating(const Change& c) {
  if (c.options.not_valid || !static_cast<const Check*>(c.want)->enforced) return {};
  return {.scans = true, .may_fail_on_data = true};
}
Effects dropping(const Change&) { return {.drops = true}; }
std::string summary(const Id&, const void* p) { return parenthesised(static_cast<const Check*>(p)->expression); }

}  // namespace

const Kind& check_kind() {
  static const Kind kind = with_payload<Check>({
      .name = "check", .title = "Check constraint", .plural = "check constraints",
      .doc = "A condition that every row must satisfy.",
      .parents = {"table"}, .path_size = 3, .weight = 34, .nameless_equal = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .deparse_sql = deparse_sql, .order = 32},
      .create = create, .drop = drop_constraint, .phrase = constraint_phrase, .rename = rename_constraint, .fold = fold, .on_create = creating, .on_drop = dropping,
      .summary = summary,
      .violations = violations});
  return kind;
}
template <>
const Kind& kind_of<Check>() { return check_kind(); }

}  // namespace trueup
