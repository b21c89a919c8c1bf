#include "apply/holds.h"

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"

namespace trueup {
namespace {

// What is asked about, as literals of arrays' elements.
struct Asked {
  std::set<std::string> relations = {}, types = {}, schemas = {}, extensions = {};
  bool empty() const { return relations.empty() && types.empty() && schemas.empty() && extensions.empty(); }
};

Asked asked_about(const Delta& delta) {
  using Sort = Difference::Sort;
  Asked out;
  for (auto& d : delta.differences) {
    if (d.sort != Sort::dropped && d.sort != Sort::changed && d.sort != Sort::instead) continue;
    const Id& id = d.have->id;
    if (id.is_satellite()) continue;
    if (id.size() == 1) (d.have->kind().name == "extension" ? out.extensions : out.schemas).insert(quote_literal(id[0].view()));
    else (d.have->kind().is_type ? out.types : out.relations).insert(quote_literal(quote_qualified(id[0], id[1])));
  }
  return out;
}

std::string array_of(const std::set<std::string>& literals) { return "ARRAY[" + join({literals.begin(), literals.end()}, ", ") + "]::text[]"; }

// A row for each pair: the object that is held (sort, three names), what holds it (type, path, identity, statement), and
// how. A rule _RETURN is its view, a default its column. What PostgreSQL drops by itself with the object holds nothing.
constexpr std::string_view holds_sql = R"sql(
WITH relation AS (
  SELECT c.oid, c.reltype, n.nspname, c.relname FROM unnest($relations) AS asked(name) JOIN pg_class c ON c.oid = to_regclass(asked.name) JOIN pg_namespace n ON n.oid = c.relnamespace),
type AS (
  SELECT t.oid, t.typarray, n.nspname, t.typname FROM unnest($types) AS asked(name) JOIN pg_type t ON t.oid = to_regtype(asked.name) JOIN pg_namespace n ON n.oid = t.typnamespace),
member AS (
  SELECT x.extname, m.classid, m.objid FROM pg_extension x JOIN pg_depend m ON m.refclassid = 'pg_extension'::regclass AND m.refobjid = x.oid AND m.deptype = 'e' WHERE x.extname = ANY ($extensions)),
held(sort, class, oid, schema, relation, name) AS (
  SELECT 'relation', 'pg_class'::regclass, oid, nspname, relname, NULL::name FROM relation
  UNION ALL SELECT 'relation', 'pg_type'::regclass, reltype, nspname, relname, NULL FROM relation WHERE reltype <> 0
  UNION ALL SELECT 'relation', 'pg_type'::regclass, t.typarray, r.nspname, r.relname, NULL FROM relation r JOIN pg_type t ON t.oid = r.reltype WHERE t.typarray <> 0
  UNION ALL SELECT 'part', 'pg_class'::regclass, x.oid, r.nspname, r.relname, x.relname FROM relation r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class x ON x.oid = i.indexrelid
  UNION ALL SELECT 'part', 'pg_constraint'::regclass, k.oid, r.nspname, r.relname, k.conname FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid
  UNION ALL SELECT 'type', 'pg_type'::regclass, t.oid, nspname, typname, NULL FROM type t
  UNION ALL SELECT 'type', 'pg_type'::regclass, typarray, nspname, typname, NULL FROM type WHERE typarray <> 0
  UNION ALL SELECT 'schema', 'pg_namespace'::regclass, oid, nspname, NULL, NULL FROM pg_namespace WHERE nspname = ANY ($schemas)
  UNION ALL SELECT 'extension', classid, objid, extname, NULL, NULL FROM member
  UNION ALL SELECT 'extension', m.classid, t.typarray, m.extname, NULL, NULL FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid WHERE t.typarray <> 0),
hold AS (
  SELECT t.sort, t.schema, t.relation, coalesce(a.attname, t.name) AS name,
         CASE WHEN w.rulename = '_RETURN' THEN 'pg_class'::regclass WHEN f.oid IS NOT NULL THEN 'pg_class'::regclass ELSE d.classid END AS class,
         CASE WHEN w.rulename = '_RETURN' THEN w.ev_class WHEN f.oid IS NOT NULL THEN f.adrelid ELSE d.objid END AS oid,
         CASE WHEN w.rulename = '_RETURN' THEN 0 WHEN f.oid IS NOT NULL THEN f.adnum ELSE d.objsubid END AS part,
         EXISTS (SELECT FROM pg_depend o WHERE o.classid = d.classid AND o.objid = d.objid AND o.objsubid = d.objsubid AND o.refclassid = d.refclassid AND o.refobjid = d.refobjid
                    AND o.deptype IN ('a', 'i')) AS goes_with_table,
         d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_attrdef'::regclass, 'pg_publication_rel'::regclass) AS holds_type
    FROM held t JOIN pg_depend d ON d.refclassid = t.class AND d.refobjid = t.oid AND d.deptype = 'n'
    LEFT JOIN pg_attribute a ON t.class = 'pg_class'::regclass AND d.refobjsubid > 0 AND a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
    LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
   WHERE NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = d.classid AND o.objid = d.objid AND o.objsubid = d.objsubid AND o.refclassid = d.refclassid AND o.refobjid = d.refobjid
                        AND o.refobjsubid = d.refobjsubid AND o.deptype IN ('a', 'i'))
     AND NOT (t.sort = 'extension' AND EXISTS (SELECT FROM pg_depend o WHERE o.classid = d.classid AND o.objid = d.objid AND o.objsubid = d.objsubid
                 AND (o.deptype = 'e' OR (o.deptype IN ('a', 'i') AND (o.refclassid, o.refobjid) IN (SELECT classid, objid FROM member))))))
SELECT DISTINCT h.sort, h.schema, h.relation, h.name, i.type, i.identity COLLATE "C", h.goes_with_table, h.holds_type,
       CASE i.type WHEN 'index' THEN x.nspname ELSE p.object_names[1] END, CASE i.type WHEN 'index' THEN x.relname ELSE p.object_names[2] END,
       CASE i.type WHEN 'index' THEN p.object_names[2] ELSE p.object_names[3] END
  FROM hold h CROSS JOIN LATERAL pg_identify_object(h.class, h.oid, h.part) AS i
       CROSS JOIN LATERAL pg_identify_object_as_address(h.class, h.oid, h.part) AS p
       LEFT JOIN (SELECT i.indexrelid, n.nspname, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace) AS x
              ON i.type = 'index' AND x.indexrelid = h.oid
 WHERE i.identity IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6)sql";

// The object of have with this path among those that pass.
template <class Passes>
Id find_at(const Model& have, Symbol schema, Symbol relation, Symbol name, const Passes& passes) {
  for (auto& object : have.on_relation(schema, relation))
    if (!object.id.is_satellite() && (name.empty() ? object.id.size() == 2 : object.id.size() == 3 && object.id[2] == name) && passes(object.kind())) return object.id;
  return {};
}

Symbol text_at(const Rows& rows, std::size_t row, std::size_t column) { return rows.is_null(row, column) ? Symbol() : Symbol(rows.at(row, column)); }

bool is_constraint(const Kind& kind) { return kind.name != "column" && kind.name != "policy" && kind.name != "index"; }

// Columns of a table and what hangs on it may have equal names: the sort tells them apart.
Id held_of(const Model& have, const Rows& rows, std::size_t row) {
  const std::string_view sort = rows.at(row, 0);
  const Symbol schema = text_at(rows, row, 1), relation = text_at(rows, row, 2), name = text_at(rows, row, 3);
  if (sort == "schema" || sort == "extension") return Id(kind_named(sort), {schema});
  const bool part = sort == "part", type = sort == "type";
  return find_at(have, schema, relation, name, [&](const Kind& kind) {
    if (name.empty()) return kind.is_type == type;
    return part ? kind.name == "index" || is_constraint(kind) : kind.name == "column";
  });
}

Id holder_of(const Model& have, const Rows& rows, std::size_t row) {
  const std::string_view type = rows.at(row, 4);
  const Symbol schema = text_at(rows, row, 8), relation = text_at(rows, row, 9), name = text_at(rows, row, 10);
  if (type == "table" || type == "sequence") return find_at(have, schema, relation, {}, [&](const Kind& kind) { return kind.name == type; });
  if (type == "type") {
    for (auto& object : have.objects())
      if (object.kind().is_type && quote_qualified(object.id[0], object.id[1]) == rows.at(row, 5)) return object.id;
  }
  if (name.empty()) return {};
  return find_at(have, schema, relation, name, [&](const Kind& kind) {
    if (type == "table column") return kind.name == "column";
    if (type == "table constraint") return is_constraint(kind);
    return kind.name == type;
  });
}

// The statement that takes it away; "" where nothing so short would do.
std::string drop_of(std::string_view type, std::string_view identity) {
  for (auto known : {"view", "materialized view", "function", "procedure", "aggregate", "trigger", "policy", "rule", "foreign table", "statistics object"})
    if (type == known) return "DROP " + (type == "statistics object" ? std::string("STATISTICS") : upper(type)) + ' ' + std::string(identity);
  // "c_a_fkey on app.c"
  const auto on = identity.rfind(" on ");
  if (type == "table constraint" && on != std::string_view::npos)
    return "ALTER TABLE " + std::string(identity.substr(on + 4)) + " DROP CONSTRAINT " + std::string(identity.substr(0, on));
  return {};
}

}  // namespace

Result<std::vector<Hold>> read_holds(Session& session, const Delta& delta) {
  std::vector<Hold> out;
  const Asked asked = asked_about(delta);
  if (asked.empty()) return out;
  std::string sql(holds_sql);
  sql = replace_all(std::move(sql), "$relations", array_of(asked.relations));
  sql = replace_all(std::move(sql), "$types", array_of(asked.types));
  sql = replace_all(std::move(sql), "$schemas", array_of(asked.schemas));
  sql = replace_all(std::move(sql), "$extensions", array_of(asked.extensions));
  const Rows rows = TRY(session.exec(sql));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Id held = held_of(*delta.have, rows, i);
    if (held.empty()) continue;
    std::string_view type = rows.at(i, 4);
    const std::string_view identity = rows.at(i, 5);
    Hold hold{.held = held, .by = holder_of(*delta.have, rows, i), .drop = drop_of(type, identity), .goes_with_table = rows.at(i, 6) == "t", .holds_type = rows.at(i, 7) == "t"};
    if (type.starts_with("table ")) type.remove_prefix(6);
    hold.name = std::string(type) + ' ' + std::string(identity);
    out.push_back(std::move(hold));
  }
  return out;
}

}  // namespace trueup
