#include "pg/catalog.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "model/quote.h"
#include "pg/catalog_reader.h"
#include "pg/names.h"
#include "pg/versions.h"

namespace trueup {

// What a deparse or a literal's spelling depends on is pinned; names come out qualified.
constexpr std::string_view pinned_settings =
    "SET LOCAL search_path = ''; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL DateStyle = 'ISO, MDY'; SET LOCAL TimeZone = 'UTC';"
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL quote_all_identifiers = off;"
    "SET LOCAL standard_conforming_strings = on; SET LOCAL jit = off; SET LOCAL row_security = on;"
    // Workers would take the processors of others for little: the rows go to one client.
    "SET LOCAL max_parallel_workers_per_gather = 0;";

class CatalogRun {
 public:
  CatalogRun(Session& session, const CatalogOptions& options) : session_(session), options_(options), reader_(draft_) {}

  Result<Draft> read() {
    const std::string log_before = log_position();
    TRY(begin());
    const std::string snapshot_before = TRY(snapshot());
    TRY(choose_schemas());
    TRY(read_lookups());
    for (const Kind* kind : kinds_in_order()) TRY(read_kind(*kind));
    TRY(read_needed());
    for (auto& work : reader_.later_) work(reader_);
    TRY(read_unmodelled());
    // Where the log has moved on, somebody may have changed the schema: what it was is asked while the snapshot is held.
    std::optional<std::string> before;
    if (log_before.empty() || log_position() != log_before) before = TRY(fingerprint());
    TRY(session_.exec("COMMIT"));
    TRY(begin());
    if (TRY(snapshot()) != snapshot_before && (!before || TRY(fingerprint()) != *before))
      return Diag{.code = "schema-unstable", .message = "the schema was changed while it was being read"};
    TRY(session_.exec("COMMIT"));
    describe();
    return std::move(draft_);
  }

 private:
  Result<Nothing> begin() {
    TRY(session_.exec("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; " + std::string(pinned_settings) + "SET LOCAL lock_timeout = " +
                      std::to_string(options_.lock_timeout.count())));
    return ok();
  }

  // Equal snapshots: no transaction that had a number, as every one has that changes something, has ended in between.
  Result<std::string> snapshot() { return session_.exec_value("SELECT pg_current_snapshot()"); }

  // Moves whenever something is written, and does not depend on the snapshot; "" when it cannot be asked.
  std::string log_position() {
    auto position = session_.exec_value(session_.about().in_recovery ? "SELECT pg_last_wal_replay_lsn()" : "SELECT pg_current_wal_insert_lsn()");
    return position ? *std::move(position) : std::string();
  }

  Result<Nothing> choose_schemas() {
    Rows rows = TRY(session_.exec("SELECT oid, nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'trueup') ORDER BY nspname"));
    std::vector<std::string> oids, names;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string name(rows.at(i, 1));
      names.push_back(name);
      reader_.schemas_.emplace(static_cast<std::uint32_t>(std::stoul(std::string(rows.at(i, 0)))), Symbol(name));
      const bool asked = options_.schemas.empty() || std::find(options_.schemas.begin(), options_.schemas.end(), name) != options_.schemas.end();
      if (!asked) continue;
      oids.emplace_back(rows.at(i, 0));
      schemas_.push_back(Symbol(name));
    }
    schema_test_ = oids.empty() ? "IN (0)" : "IN (" + join(oids, ", ") + ")";
    return ok();
  }

  Result<Nothing> read_lookups() {
    TRY(copy("SELECT c.oid, n.nspname, c.collname FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace", [&](const CatalogRow& row) {
      reader_.collations_.emplace(row.oid(0), collation_name(row.text(1), row.text(2)));
    }));
    TRY(copy("SELECT c.oid, n.nspname, c.opcname FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace WHERE NOT c.opcdefault", [&](const CatalogRow& row) {
      const bool plain = row.text(1) == "pg_catalog" || row.text(1) == "public";
      reader_.opclasses_.emplace(row.oid(0), plain ? row.symbol(2) : Symbol(row.string(1) + '.' + row.string(2)));
    }));
    TRY(copy("SELECT oid, typcollation FROM pg_type WHERE typcollation <> 0", [&](const CatalogRow& row) { reader_.type_collations_.emplace(row.oid(0), row.oid(1)); }));
    TRY(copy("SELECT oid, amname FROM pg_am", [&](const CatalogRow& row) { reader_.methods_.emplace(row.oid(0), row.string(1)); }));
    TRY(copy("SELECT d.classid::regclass, d.objid FROM pg_depend d WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'", [&](const CatalogRow& row) {
      const std::string_view catalog = row.text(0);
      const CatalogClass in = catalog == "pg_class" ? CatalogClass::relation : catalog == "pg_type" ? CatalogClass::type : catalog == "pg_namespace" ? CatalogClass::schema : CatalogClass::none;
      if (in != CatalogClass::none) reader_.members_.insert((std::uint64_t(in) << 32) | row.oid(1));
    }));
    return ok();
  }

  static std::vector<const Kind*> kinds_in_order() {
    std::vector<const Kind*> out;
    for (auto* kind : all_kinds())
      if (kind->catalog.read) out.push_back(kind);
    std::stable_sort(out.begin(), out.end(), [](auto* a, auto* b) { return a->catalog.order < b->catalog.order; });
    return out;
  }

  std::string query(std::string_view sql) const { return replace_all(for_version(sql, session_.about().version), "$schemas", schema_test_); }

  Result<Nothing> copy(std::string_view sql, const std::function<void(const CatalogRow&)>& row) {
    TRY(session_.copy_out("COPY (" + std::string(sql) + ") TO STDOUT", [&](CopyRow fields) { row(CatalogRow{fields}); }));
    return ok();
  }

  Result<Nothing> read_kind(const Kind& kind) {
    TRY(copy(query(kind.catalog.sql), [&](const CatalogRow& row) { kind.catalog.read(row, reader_); }));
    if (!kind.catalog.second_sql.empty()) TRY(copy(query(kind.catalog.second_sql), [&](const CatalogRow& row) { kind.catalog.read_second(row, reader_); }));
    if (reader_.groups_.empty()) return ok();
    TRY(deparse(kind));
    for (auto& group : reader_.groups_)
      for (auto& member : group.members)
        if (group.text) member.set(member.payload, group.text);
    reader_.groups_.clear();
    reader_.group_index_.clear();
    return ok();
  }

  // One text for each group, from the first of its rows whose table nobody has locked.
  Result<Nothing> deparse(const Kind& kind) {
    TRY(session_.exec("SAVEPOINT deparse"));
    auto asked = ask(kind, {});
    if (asked) return ok();
    if (asked.error().code != "lock-timeout") return std::move(asked).error();
    TRY(session_.exec("ROLLBACK TO SAVEPOINT deparse"));
    auto locked = TRY(locked_tables());
    asked = ask(kind, locked);
    if (!asked) return std::move(asked).error();
    for (auto& group : reader_.groups_) {
      if (group.text) continue;
      for (auto& member : group.members)
        draft_.unknowns.push_back({member.id, Symbol(member.field), locked[member.relation], {}});
    }
    return ok();
  }

  Result<Nothing> ask(const Kind& kind, const std::unordered_map<std::uint32_t, std::string>& locked) {
    std::unordered_map<std::uint64_t, std::size_t> asked;
    std::string oids, slots;
    for (std::size_t g = 0; g < reader_.groups_.size(); ++g) {
      auto& members = reader_.groups_[g].members;
      const auto free = std::find_if(members.begin(), members.end(), [&](auto& member) { return !locked.contains(member.relation); });
      if (free == members.end()) continue;
      asked.emplace((std::uint64_t(free->oid) << 16) | static_cast<unsigned>(free->slot), g);
      oids += (oids.empty() ? "" : ",") + std::to_string(free->oid);
      slots += (slots.empty() ? "" : ",") + std::to_string(free->slot);
    }
    if (asked.empty()) return ok();
    std::string sql = replace_all(query(kind.catalog.deparse_sql), "$oids", "'{" + oids + "}'::oid[]");
    sql = replace_all(std::move(sql), "$slots", "'{" + slots + "}'::int[]");
    TRY(copy(sql, [&](const CatalogRow& row) {
      const auto at = asked.find((std::uint64_t(row.oid(0)) << 16) | static_cast<unsigned>(row.number(1)));
      if (at != asked.end()) reader_.groups_[at->second].text = Expr::written(row.text(2));
    }));
    return ok();
  }

  // Who holds what: relation → "locked by process 123 (ALTER TABLE …)". Each table is named once in the diagnostics.
  Result<std::unordered_map<std::uint32_t, std::string>> locked_tables() {
    Rows rows = TRY(session_.exec(
        "SELECT l.relation, l.pid, left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 80) FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
        " WHERE l.locktype = 'relation' AND l.granted AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
    std::unordered_map<std::uint32_t, std::string> out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto oid = static_cast<std::uint32_t>(std::stoul(std::string(rows.at(i, 0))));
      std::string by = "its table is locked by process " + std::string(rows.at(i, 1));
      if (!rows.at(i, 2).empty()) by += " (" + std::string(rows.at(i, 2)) + ")";
      auto* relation = reader_.relation(oid);
      if (relation && locked_named_.insert(oid).second)
        draft_.diags.push_back({.code = "table-locked",
                                .message = "table " + quote_identifier(relation->schema.view()) + '.' + quote_identifier(relation->name.view()) + ": " + by.substr(4) +
                                           "; its expressions could not be read",
                                .hint = "run again when the lock is gone, or raise --lock-timeout",
                                .severity = Severity::warning});
      out.emplace(oid, std::move(by));
    }
    return out;
  }

  // Tables of other schemas that foreign keys point to: their names only.
  Result<Nothing> read_needed() {
    std::erase_if(reader_.needed_, [&](std::uint32_t oid) { return reader_.relation(oid) != nullptr; });
    if (reader_.needed_.empty()) return ok();
    std::vector<std::string> oids;
    for (auto oid : reader_.needed_) oids.push_back(std::to_string(oid));
    const std::string list = " IN (" + join(oids, ", ") + ")";
    TRY(copy("SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid" + list,
             [&](const CatalogRow& row) { reader_.add_relation(row.oid(0), {row.symbol(1), row.symbol(2), row.text(3)[0]}); }));
    return copy("SELECT a.attrelid, a.attnum, a.attname, a.attcollation FROM pg_attribute a WHERE a.attnum > 0 AND a.attrelid" + list,
                [&](const CatalogRow& row) { reader_.add_attribute(row.oid(0), static_cast<int>(row.number(1)), row.symbol(2), row.oid(3)); });
  }

  // What is there and of no kind that trueup knows yet: named in every report, never silently passed over.
  Result<Nothing> read_unmodelled() {
    return copy(query(R"sql(
      SELECT x.catalog, n.nspname || '.' || x.name
        FROM (SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS catalog, p.pronamespace AS schema, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name, p.oid, 'pg_proc'::regclass AS class FROM pg_proc p
              UNION ALL SELECT 'trigger', c.relnamespace, c.relname || '.' || t.tgname, t.oid, 'pg_trigger'::regclass FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
              UNION ALL SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'composite type' END, t.typnamespace, t.typname, t.oid, 'pg_type'::regclass FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid WHERE t.typtype IN ('d', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')
              UNION ALL SELECT 'rule', c.relnamespace, c.relname || '.' || r.rulename, r.oid, 'pg_rewrite'::regclass FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
              UNION ALL SELECT 'exclusion constraint', c.connamespace, r.relname || '.' || c.conname, c.oid, 'pg_constraint'::regclass FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid WHERE c.contype = 'x'
              UNION ALL SELECT 'statistics object', s.stxnamespace, s.stxname, s.oid, 'pg_statistic_ext'::regclass FROM pg_statistic_ext s) AS x(catalog, schema, name, oid, class)
        JOIN pg_namespace n ON n.oid = x.schema
       WHERE x.schema $schemas AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = x.class AND d.objid = x.oid AND d.deptype = 'e')
       ORDER BY 1, 2)sql"),
                [&](const CatalogRow& row) { draft_.unmodelled.push_back({row.string(0), row.string(1), {}, {}, {}, {}}); });
  }

  Result<std::string> fingerprint() {
    std::string sql;
    for (auto* kind : kinds_in_order())
      if (!kind->catalog.fingerprint_sql.empty()) sql += (sql.empty() ? "SELECT concat_ws(' ', (" : "), (") + query(kind->catalog.fingerprint_sql);
    return session_.exec_value(sql + "))");
  }

  void describe() {
    draft_.source = {.kind = "postgresql", .locator = session_.spec().safe_text(), .default_schema = session_.about().default_schema,
                     .server_version = session_.about().version};
    if (draft_.source.default_schema.empty()) draft_.source.default_schema = "public";
    // A schema that was asked for and is not there is known to be empty.
    for (auto& name : options_.schemas) schemas_.push_back(Symbol(name));
    std::sort(schemas_.begin(), schemas_.end());
    schemas_.erase(std::unique(schemas_.begin(), schemas_.end()), schemas_.end());
    draft_.scope = {.parts = {{.schemas = schemas_, .all_schemas = options_.schemas.empty(), .kinds = every_kind()}}};
    // Roots without a schema of their own are spoken of whatever schemas were asked for.
    draft_.scope.parts.push_back({.all_schemas = true, .kinds = kinds_named({"extension"})});
  }

  Session& session_;
  const CatalogOptions& options_;
  Draft draft_;
  CatalogReader reader_;
  std::string schema_test_;
  std::vector<Symbol> schemas_;
  std::unordered_set<std::uint32_t> locked_named_;
};

Result<Draft> read_catalog(Session& session, const CatalogOptions& options) {
  for (int attempt = 1;; ++attempt) {
    auto draft = CatalogRun(session, options).read();
    if (draft) return draft;
    if (!session.is_lost()) (void)session.exec("ROLLBACK");
    if (draft.error().code != "schema-unstable") return draft;
    if (attempt == 3)
      return Diag{.code = "schema-unstable", .message = "the schema of " + session.spec().safe_text() + " is being changed: three readings did not agree",
                  .hint = "run again when the migration that is under way has ended"};
  }
}

}  // namespace trueup
