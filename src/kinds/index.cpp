#include "kinds/index.h"

#include <algorithm>

#include "base/text.h"
#include "kinds/column.h"
#include "kinds/table.h"
#include "pg/catalog_reader.h"

namespace trueup {

std::vector<Symbol> Index::plain_columns() const {
  std::vector<Symbol> out;
  for (auto& key : keys) {
    if (key.expression) return {};
    out.push_back(key.name);
  }
  return out;
}

// ---- nested values ----
Value to_value(const Index::Key& k) {
  const bool nulls_first_unusual = k.nulls_first != k.descending;
  if (!k.expression && k.opclass.empty() && k.collation.empty() && !k.descending && !nulls_first_unusual) return k.name.str();
  Record out;
  if (k.expression) out.add("expression", std::string(k.expression.text()));
  else out.add("name", k.name.str());
  if (!k.opclass.empty()) out.add("opclass", k.opclass.str());
  if (!k.collation.empty()) out.add("collation", k.collation.str());
  if (k.descending) out.add("descending", true);
  if (nulls_first_unusual) out.add("nulls_first", k.nulls_first);
  return out;
}
bool from_value(const Value& value, Index::Key& out) {
  if (value.text()) return from_value(value, out.name);
  if (!value.record()) return false;
  for (auto& [name, each] : value.record()->members) {
    if (name == "name") from_value(each, out.name);
    else if (name == "expression") from_value(each, out.expression);
    else if (name == "opclass") from_value(each, out.opclass);
    else if (name == "collation") from_value(each, out.collation);
    else if (name == "descending") from_value(each, out.descending);
    else if (name != "nulls_first") return false;
  }
  out.nulls_first = out.descending;
  if (auto* first = value.record()->find("nulls_first")) from_value(*first, out.nulls_first);
  return !out.name.empty() || out.expression;
}
std::uint64_t hash_value(const Index::Key& k) {
  std::uint64_t hash = hash_with(hash_value(k.name), k.expression ? hash_value(k.expression) : 0);
  hash = hash_with(hash_with(hash, hash_value(k.opclass)), hash_value(k.collation));
  return hash_with(hash, k.descending * 2 + k.nulls_first);
}
Verdict compare(const Index::Key& have, const Index::Key& want) {
  if (have.name != want.name || have.opclass != want.opclass || have.collation != want.collation || have.descending != want.descending ||
      have.nulls_first != want.nulls_first)
    return Verdict::different;
  return compare(have.expression, want.expression);
}
void each_ref(const Index::Key& k, const Id& owner, const SeeRef& see) {
  if (!k.name.empty()) see(Id(kind_of<Column>(), {owner[0], owner[1], k.name}));
  if (k.expression) each_ref(k.expression, owner, see);
}
void follow(Index::Key& k, const Id& owner, Follow& f) {
  if (!k.name.empty()) follow_column(k.name, owner, f);
  follow(k.expression, owner, f);
}

namespace {

// ---- fields ----
// "fastupdate=off" of what may be written FastUpdate=False: PostgreSQL keeps a parameter's value as it was spelled.
std::string plain_option(const std::string& option) {
  std::string out = lower(option);
  for (auto [spelled, plain] : {std::pair("=true", "=on"), {"=yes", "=on"}, {"=false", "=off"}, {"=no", "=off"}})
    if (out.ends_with(spelled)) return out.substr(0, out.find('=')) + plain;
  return out;
}
std::vector<std::string> plain_options(const Index& index) {
  std::vector<std::string> out;
  for (auto& option : index.options) out.push_back(plain_option(option));
  std::sort(out.begin(), out.end());
  return out;
}
Verdict compare_options(const void* have, const void* want) {
  return plain_options(*static_cast<const Index*>(have)) == plain_options(*static_cast<const Index*>(want)) ? Verdict::same : Verdict::different;
}
Sql alter_options(const Change& change) {
  auto c = typed<Index>(change);
  auto name = [](const std::string& option) { return lower(option.substr(0, option.find('='))); };
  const auto there = plain_options(c.have);
  std::vector<std::string> set, reset;
  for (auto& option : c.want.options)
    if (std::find(there.begin(), there.end(), plain_option(option)) == there.end()) set.push_back(option);
  for (auto& option : c.have.options)
    if (std::none_of(c.want.options.begin(), c.want.options.end(), [&](auto& other) { return name(other) == name(option); })) reset.push_back(name(option));
  const std::string alter = "ALTER INDEX " + qualified(c.id[0], c.id.back());
  Sql out;
  if (!set.empty()) out.push_back(alter + " SET (" + join(set, ", ") + ')');
  if (!reset.empty()) out.push_back(alter + " RESET (" + join(reset, ", ") + ')');
  return out;
}
Effects altering(const Change&) { return {.lock = Lock::share_update_exclusive}; }
// An invalid index counts as missing; whether want holds a valid one is not a question.
Verdict compare_validity(const void* have, const void* want) {
  return !static_cast<const Index*>(have)->valid && static_cast<const Index*>(want)->valid ? Verdict::different : Verdict::same;
}
std::vector<Field> fields() {
  return fields_of<Index>(
      field<&Index::method>("method", Rebuild{}, "Access method: btree, gin, gist, brin, hash …"),
      field<&Index::unique>("unique", Rebuild{}, "No two rows may have equal keys."),
      field<&Index::keys>("keys", Rebuild{}, "Columns and expressions, with operator class, collation and order."),
      field<&Index::where>("where", Rebuild{}, "Only rows that satisfy this are indexed."),
      field<&Index::include>("include", Rebuild{}, "Further columns kept in the index."),
      field<&Index::nulls_not_distinct>("nulls_not_distinct", Rebuild{}, "Two NULLs count as equal (PostgreSQL 15)."),
      field<&Index::valid>("valid", Rebuild{}, "False: left behind by an interrupted concurrent build, and used by no query.")
          .compared_by(compare_validity),
      field<&Index::options>("options", Alter{alter_options, altering}, "Storage parameters.").compared_by(compare_options).spoken_where_set());
}

// ---- read ----
// Plain columns instead of pg_get_indexdef, which costs nine times as much for every index of a database.
constexpr std::string_view catalog_sql = R"sql(
  SELECT i.indexrelid, x.relnamespace, x.relname, i.indrelid, i.indisunique, i.indisvalid, i.indnkeyatts, i.indkey, i.indclass, i.indcollation,
         i.indoption, x.relam, x.reloptions, i.indexprs::text, i.indpred::text, {i.indnullsnotdistinct}
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
   WHERE c.oid IS NULL AND NOT x.relispartition AND x.relpersistence <> 't' AND x.relnamespace $schemas)sql";
constexpr std::string_view deparse_sql = R"sql(
  SELECT i.indexrelid, asked.slot, CASE WHEN asked.slot = 0 THEN pg_get_expr(i.indpred, i.indrelid) ELSE pg_get_indexdef(i.indexrelid, asked.slot, false) END
    FROM pg_index i JOIN unnest($oids, $slots) AS asked(oid, slot) ON asked.oid = i.indexrelid)sql";
constexpr std::string_view fingerprint_sql = R"sql(
  SELECT sum(hashtextextended(concat(i.indkey, i.indclass, i.indcollation, i.indoption, i.indisunique, i.indisvalid, i.indexprs, i.indpred, x.reloptions), i.indexrelid::int8))
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE x.relpersistence <> 't' AND x.relnamespace $schemas)sql";

void set_where(void* p, const Expr& e) { static_cast<Index*>(p)->where = e; }
void set_key(void* p, const Expr& e) { static_cast<Index::Key*>(p)->expression = e; }

void read(const CatalogRow& row, CatalogReader& reader) {
  const std::uint32_t relation = row.oid(3);
  auto* table = reader.relation(relation);
  if (!table || (table->kind != 'r' && table->kind != 'p') || reader.is_member(CatalogClass::relation, relation)) return;
  Index made{.method = reader.access_method(row.oid(11)), .unique = row.boolean(4), .nulls_not_distinct = row.boolean(15), .valid = row.boolean(5),
             .options = row.text_array(12)};
  std::sort(made.options.begin(), made.options.end());
  const auto columns = row.numbers(7), classes = row.numbers(8), collations = row.numbers(9), orders = row.numbers(10);
  const auto key_count = static_cast<std::size_t>(row.number(6));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i >= key_count) {
      made.include.names.push_back(reader.attribute(relation, columns[i]));
      continue;
    }
    Index::Key key{.descending = (orders[i] & 1) != 0, .nulls_first = (orders[i] & 2) != 0};
    if (columns[i]) key.name = reader.attribute(relation, columns[i]);
    key.opclass = reader.unusual_opclass(static_cast<std::uint32_t>(classes[i]));
    const auto collation = static_cast<std::uint32_t>(collations[i]);
    const std::uint32_t own = columns[i] ? reader.attribute_collation(relation, columns[i]) : CatalogReader::default_collation;
    if (collation && collation != own) key.collation = reader.collation(collation);
    made.keys.push_back(std::move(key));
  }
  const Id id(kind_of<Index>(), {table->schema, table->name, row.symbol(2)});
  Index* kept = reader.add(CatalogClass::relation, row.oid(0), id, std::move(made));
  if (!kept) return;
  for (std::size_t i = 0; i < kept->keys.size(); ++i)
    if (kept->keys[i].name.empty())
      reader.expression({.tree = row.text(13), .oid = row.oid(0), .slot = static_cast<int>(i) + 1, .relation = relation, .id = id, .field = "keys", .payload = &kept->keys[i], .set = set_key});
  if (!row.is_null(14)) reader.expression({.tree = row.text(14), .oid = row.oid(0), .relation = relation, .id = id, .field = "where", .payload = kept, .set = set_where});
}

// ---- rows and rights ----
std::vector<Violation> violations(const Change& c, const Model&, int) {
  auto& index = *static_cast<const Index*>(c.want);
  std::vector<std::string> keys;
  for (auto& key : index.keys) keys.push_back(key.expression ? parenthesised(key.expression) : quoted(key.name));
  if (!index.unique) {
    // None are in its way, but the server shows by the question whether it understands the index.
    const std::string where = index.where ? parenthesised(index.where) + " AND " : std::string();
    return {rows_where(c.id, "are in the way", where + "(" + join(keys, " IS NULL OR ") + " IS NULL) AND false", {})};
  }
  return {rows_that_repeat(c.id, keys, index.plain_columns(), index.where ? parenthesised(index.where) : std::string(), index.nulls_not_distinct)};
}

// ---- write ----
std::string quoted_path(Symbol name) {
  const auto dot = name.view().find('.');
  if (dot == std::string_view::npos) return quoted(name);
  return quote_identifier(name.view().substr(0, dot)) + '.' + quote_identifier(name.view().substr(dot + 1));
}
std::string key_sql(const Index::Key& key, std::string_view method) {
  std::string out = key.expression ? parenthesised(key.expression) : quoted(key.name);
  if (!key.collation.empty()) out += " COLLATE " + quoted_path(key.collation);
  if (!key.opclass.empty()) out += ' ' + quoted_path(key.opclass);
  if (method != "btree") return out;
  if (key.descending) out += " DESC";
  if (key.nulls_first != key.descending) out += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return out;
}
std::string key_list(const Index& index) {
  std::vector<std::string> out;
  for (auto& key : index.keys) out.push_back(key_sql(key, index.method));
  return join(out, ", ");
}
Sql create(const Change& c) {
  auto& index = *static_cast<const Index*>(c.want);
  std::string sql = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " + (c.options.concurrently ? "CONCURRENTLY " : "") +
                    quoted(c.id.back()) + " ON " + relation_of(c.id);
  if (index.method != "btree") sql += " USING " + quote_identifier(index.method);
  sql += " (" + key_list(index) + ')';
  if (!index.include.names.empty()) sql += " INCLUDE (" + column_list(index.include.names) + ')';
  if (index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
  if (!index.options.empty()) sql += " WITH (" + join(index.options, ", ") + ')';
  if (index.where) sql += " WHERE " + parenthesised(index.where);
  return {sql};
}
Sql drop(const Change& c) {
  return {std::string("DROP INDEX ") + (c.options.concurrently ? "CONCURRENTLY " : "") + qualified(c.id[0], c.id.back())};
}
std::string phrase(const Id& id) { return "INDEX " + qualified(id[0], id.back()); }
Sql rename(const Id& have, Symbol to) { return {"ALTER INDEX " + qualified(have[0], have.back()) + " RENAME TO " + quoted(to)}; }
std::string insist(const Id& id) {
  const std::string name = qualified(id[0], id.back());
  return do_block("IF NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(" + quote_literal(name) + ") AND indisvalid) THEN RAISE EXCEPTION USING MESSAGE = " +
                  quote_literal("index " + name + " was not built: the former one stays") + "; END IF");
}
Effects creating(const Change& c) {
  auto& index = *static_cast<const Index*>(c.want);
  Effects out{.lock = Lock::share, .scans = true, .may_fail_on_data = index.unique};
  if (c.options.concurrently) out.lock = Lock::share_update_exclusive, out.outside_transaction = true;
  return out;
}
Effects dropping(const Change& c) {
  if (c.options.concurrently) return {.lock = Lock::share_update_exclusive, .drops = true, .outside_transaction = true};
  return {.drops = true};
}
std::string summary(const Id&, const void* p) {
  auto& index = *static_cast<const Index*>(p);
  std::string out = index.unique ? "unique " : "";
  if (index.method != "btree") out += index.method + ' ';
  out += "(" + key_list(index) + ")";
  if (index.where) out += " where " + parenthesised(index.where);
  if (!index.valid) out += " invalid";
  return out;
}

}  // namespace

const Kind& index_kind() {
  static const Kind kind = with_payload<Index>({
      .name = "index", .title = "Index", .plural = "indexes",
      .doc = "An access path; with `unique` also a rule. Indexes behind keys and unique constraints are part of these.",
      .parents = {"table"}, .path_size = 3, .weight = 40, .nameless_equal = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .deparse_sql = deparse_sql, .fingerprint_sql = fingerprint_sql, .order = 40},
      .create = create, .drop = drop, .phrase = phrase, .rename = rename, .insist = insist, .on_create = creating, .on_drop = dropping, .summary = summary,
      .violations = violations, .lacking = lacking_in_schema});
  return kind;
}
template <>
const Kind& kind_of<Index>() { return index_kind(); }

}  // namespace trueup
