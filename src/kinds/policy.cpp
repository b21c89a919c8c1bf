#include "kinds/policy.h"

#include <algorithm>

#include "base/text.h"
#include "kinds/constraint.h"

namespace trueup {
namespace {

// ---- fields ----
std::string role_list(const std::vector<std::string>& roles) {
  std::vector<std::string> out;
  for (auto& role : roles) out.push_back(role == "public" ? "PUBLIC" : quote_identifier(role));
  return join(out, ", ");
}
// USING and WITH CHECK can be changed but not taken away.
bool takes_away(const Change& change) {
  auto c = typed<Policy>(change);
  return (c.have.using_expression && !c.want.using_expression) || (c.have.check_expression && !c.want.check_expression);
}
Sql alter_policy(const Change& change) {
  auto c = typed<Policy>(change);
  std::string sql = "ALTER POLICY " + quoted(c.id.back()) + " ON " + relation_of(c.id);
  if (c.have.roles != c.want.roles) sql += " TO " + role_list(c.want.roles);
  if (compare(c.have.using_expression, c.want.using_expression) != Verdict::same) sql += " USING " + parenthesised(c.want.using_expression);
  if (compare(c.have.check_expression, c.want.check_expression) != Verdict::same) sql += " WITH CHECK " + parenthesised(c.want.check_expression);
  return {sql};
}
Effects altering(const Change&) { return {}; }

std::vector<Field> fields() {
  const Alter together{alter_policy, altering, "policy"};
  const RebuildIf expression{takes_away, together};
  return fields_of<Policy>(
      field<&Policy::permissive>("permissive", Rebuild{}, "One of the permissive policies must let a row through, and every restrictive one."),
      field<&Policy::command>("command", Rebuild{}, "The statements it is about."),
      field<&Policy::roles>("roles", together, "The roles it is about."),
      field<&Policy::using_expression>("using", expression, "Which rows can be seen.").reaching_far(),
      field<&Policy::check_expression>("check", expression, "Which rows may be written; as `using` where it is not given.").reaching_far());
}

// ---- read ----
constexpr std::string_view catalog_sql = R"sql(
  SELECT p.oid, p.polrelid, p.polname, p.polpermissive, p.polcmd,
         array(SELECT CASE WHEN r.oid = 0 THEN 'public' ELSE coalesce(a.rolname, r.oid::text) END FROM unnest(p.polroles) AS r(oid) LEFT JOIN pg_roles a ON a.oid = r.oid),
         p.polqual::text, p.polwithcheck::text
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace $schemas)sql";
constexpr std::string_view deparse_sql = R"sql(
  SELECT p.oid, asked.slot, pg_get_expr(CASE WHEN asked.slot = 0 THEN p.polqual ELSE p.polwithcheck END, p.polrelid)
    FROM pg_policy p JOIN unnest($oids, $slots) AS asked(oid, slot) ON asked.oid = p.oid)sql";
constexpr std::string_view fingerprint_sql = R"sql(
  SELECT sum(hashint8extended(p.oid::int8, p.xmin::text::int8)) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace $schemas)sql";

std::string command(std::string_view letter) {
  switch (letter[0]) {
    case 'r': return "select";
    case 'a': return "insert";
    case 'w': return "update";
    case 'd': return "delete";
    default: return "all";
  }
}
void read(const CatalogRow& row, CatalogReader& reader) {
  const Id id = constraint_id(kind_of<Policy>(), row, reader);
  if (id.empty()) return;
  Policy made{.permissive = row.boolean(3), .command = command(row.text(4)), .roles = row.text_array(5)};
  std::sort(made.roles.begin(), made.roles.end());
  Policy* kept = reader.add(CatalogClass::policy, row.oid(0), id, std::move(made));
  if (!kept) return;
  if (!row.is_null(6))
    reader.expression({.tree = row.text(6), .oid = row.oid(0), .relation = row.oid(1), .id = id, .field = "using", .payload = kept,
                       .set = [](void* p, const Expr& e) { static_cast<Policy*>(p)->using_expression = e; }});
  if (!row.is_null(7))
    reader.expression({.tree = row.text(7), .oid = row.oid(0), .slot = 1, .relation = row.oid(1), .id = id, .field = "check", .payload = kept,
                       .set = [](void* p, const Expr& e) { static_cast<Policy*>(p)->check_expression = e; }});
}

// ---- write ----
Sql create(const Change& c) {
  auto& policy = *static_cast<const Policy*>(c.want);
  std::string sql = "CREATE POLICY " + quoted(c.id.back()) + " ON " + relation_of(c.id);
  if (!policy.permissive) sql += " AS RESTRICTIVE";
  if (policy.command != "all") sql += " FOR " + upper(policy.command);
  if (policy.roles != std::vector<std::string>{"public"}) sql += " TO " + role_list(policy.roles);
  if (policy.using_expression) sql += " USING " + parenthesised(policy.using_expression);
  if (policy.check_expression) sql += " WITH CHECK " + parenthesised(policy.check_expression);
  return {sql};
}
Sql drop(const Change& c) { return {"DROP POLICY " + quoted(c.id.back()) + " ON " + relation_of(c.id)}; }
std::string phrase(const Id& id) { return "POLICY " + quoted(id.back()) + " ON " + relation_of(id); }
Effects creating(const Change&) { return {}; }
Effects dropping(const Change&) { return {.drops = true}; }
std::string summary(const Id&, const void* p) {
  auto& policy = *static_cast<const Policy*>(p);
  std::string out = "for " + policy.command;
  if (policy.using_expression) out += " using " + parenthesised(policy.using_expression);
  if (policy.check_expression) out += " with check " + parenthesised(policy.check_expression);
  return out;
}

}  // namespace

const Kind& policy_kind() {
  static const Kind kind = with_payload<Policy>({
      .name = "policy", .title = "Policy", .plural = "policies",
      .doc = "Which rows a role sees and may write, where row-level security is enabled.",
      .parents = {"table"}, .path_size = 3, .weight = 60, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .deparse_sql = deparse_sql, .fingerprint_sql = fingerprint_sql, .order = 60},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping, .summary = summary});
  return kind;
}
template <>
const Kind& kind_of<Policy>() { return policy_kind(); }

}  // namespace trueup
