// The pre-flight: what would fail, found before anything runs. Counting is here, rights and grants are in rights.cpp.
#include <unordered_map>

#include "apply/apply.h"
#include "apply/receipt.h"
#include "apply/rights.h"
#include "base/text.h"
#include "model/quote.h"

namespace trueup {
namespace {

std::string table_of(const Id& id) { return quote_qualified(id[0], id[1]); }

class Counting {
 public:
  Counting(const Approved& approved, Session& session, const PreflightOptions& options, Preflight& out)
      : approved_(approved), session_(session), options_(options), out_(out), have_(*approved.delta().have), want_(*approved.delta().want) {}

  Result<Nothing> run() {
    for (auto& batch : approved_.batches())
      for (auto& step : batch.steps) {
        if (step.verb == Verb::fill) {
          filled_.insert(step.want->id);
          TRY(try_to_see(step));
        }
        if (effects_of(step).may_fail_on_data && step.want && step.subject().kind().violations && is_on_existing_table(step)) TRY(count(step));
      }
    return ok();
  }

 private:
  bool is_on_existing_table(const Step& step) const {
    const Id& id = step.want->id;
    for (auto& object : have_.on_relation(id[0], id[1]))
      if (object.kind().is_relation) return true;
    return false;
  }

  // A column that the step needs and that is not there yet; null: all of them are.
  const Object* column_to_come(const Step& step) const {
    const Object* out = nullptr;
    want_.each_need(*step.want, [&](const Id& need) {
      if (need.size() == 3 && !have_.find(need))
        if (auto* object = want_.find(need); object && object->kind().holds_data) out = object;
    });
    return out;
  }

  Result<Nothing> count(const Step& step) {
    const Change change{step.want->id, step.verb == Verb::create || !step.have ? nullptr : step.have->data, step.want->data, step.options};
    if (auto* column = column_to_come(step)) {
      // A column that comes empty can violate nothing.
      auto* nullable = column->kind().field("nullable");
      const bool comes_empty = nullable && nullable->read(column->data) == Value(true) && column->kind().field("default")->at_default(column->data);
      if (!comes_empty) warn(step, "whether rows would violate it cannot be counted before " + column->id.str() + " is there");
      return ok();
    }
    for (auto& violation : step.want->kind().violations(change, want_, session_.about().version)) {
      if (violation.about_nulls && filled_.contains(step.want->id)) continue;
      if (violation.rows.empty()) warn(step, violation.what);
      else TRY(count_rows(step, violation));
    }
    return ok();
  }

  // One statement gives the number and the first three: the window is counted before the limit cuts.
  Result<Nothing> count_rows(const Step& step, const Violation& violation) {
    std::vector<std::string> keys = TRY(key_of(step.want->id));
    for (Symbol column : keys.empty() ? violation.columns : std::vector<Symbol>{}) keys.push_back(quote_identifier(column.view()));
    const std::string list = keys.empty() ? "1" : join(keys, ", ");
    std::string sql = "SELECT count(*) OVER (), violating.* FROM (" + replace_all(violation.rows, "$keys", list) + ") AS violating ORDER BY ";
    for (std::size_t i = 0; i < std::max<std::size_t>(keys.size(), 1); ++i) sql += (i ? ", " : "") + std::to_string(i + 2);
    const auto rows = TRY(ask(step, sql + " LIMIT 3"));
    if (!rows || rows->size() == 0) return ok();
    PreflightFinding found{.step = &step, .rows = std::stoull(std::string(rows->at(0, 0)))};
    found.what = counted(found.rows, "row") + " of " + table_of(step.want->id) + ' ' + violation.what;
    for (std::size_t row = 0; row < rows->size() && !keys.empty(); ++row) {
      std::vector<std::string> parts;
      for (std::size_t i = 0; i < keys.size(); ++i)
        parts.push_back(keys[i] + "=" + (rows->is_null(row, i + 1) ? "NULL" : std::string(utf8_prefix(rows->at(row, i + 1), 60))));
      found.keys.push_back(join(parts, ", "));
    }
    (violation.only_loses ? out_.losses : out_.blocking).push_back(std::move(found));
    return ok();
  }

  // A filling must see every row it is to fill.
  Result<Nothing> try_to_see(const Step& step) {
    if (!is_on_existing_table(step)) return ok();
    TRY(ask(step, "SELECT FROM " + table_of(step.want->id) + " LIMIT 1"));
    return ok();
  }

  // Nothing: it could not be answered, and why is said. Rows that row security hides would be missed: with it off, the
  // server refuses instead.
  Result<std::optional<Rows>> ask(const Step& step, const std::string& sql) {
    TRY(session_.exec("BEGIN READ ONLY; SET LOCAL row_security = off; SET LOCAL statement_timeout = " + std::to_string(options_.statement_timeout.count()) +
                      "; SET LOCAL lock_timeout = " + std::to_string(options_.lock_timeout.count())));
    auto rows = session_.exec(sql);
    if (rows) {
      TRY(session_.exec("COMMIT"));
      return std::optional(*std::move(rows));
    }
    const Diag error = rows.error();
    const std::string message = session_.last_error().message;
    if (session_.is_lost() || error.trouble == Trouble::interrupted) return error;
    TRY(session_.exec("ROLLBACK"));
    if (error.code == "statement-timeout") warn(step, "the rows that violate it could not be counted in time");
    else if (error.code == "lock-timeout") warn(step, "the rows that violate it could not be counted: " + table_of(step.want->id) + " is locked by somebody else");
    else if (error.code == "permission-denied")
      out_.problems.push_back({.code = error.code, .message = title_of(step) + ": " + session_.about().user + " does not see the rows of " + table_of(step.want->id) + ": " + message,
                               .origin = step.want->origin, .hint = "connect as the table's owner, or as a role with BYPASSRLS where row security is forced",
                               .trouble = Trouble::connection, .subject = step.want->id.str()});
    else warn(step, "the rows that violate it could not be counted: " + message);
    return std::optional<Rows>{};
  }

  Result<std::vector<std::string>> key_of(const Id& id) {
    const std::string table = table_of(id);
    if (auto known = keys_.find(table); known != keys_.end()) return known->second;
    Rows rows = TRY(session_.exec(
        "SELECT quote_ident(a.attname) FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place)"
        " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number"
        " WHERE i.indisprimary AND k.place <= i.indnkeyatts AND i.indrelid = to_regclass(" + quote_literal(table) + ") ORDER BY k.place"));
    std::vector<std::string> out;
    for (std::size_t i = 0; i < rows.size(); ++i) out.emplace_back(rows.at(i, 0));
    return keys_[table] = out;
  }

  void warn(const Step& step, const std::string& text) {
    out_.warnings.push_back({.code = "not-counted", .message = title_of(step) + ": " + text, .origin = step.want->origin, .severity = Severity::warning,
                             .trouble = Trouble::drift, .subject = step.want->id.str()});
  }

  const Approved& approved_;
  Session& session_;
  const PreflightOptions& options_;
  Preflight& out_;
  const Model &have_, &want_;
  std::set<Id> filled_;
  std::unordered_map<std::string, std::vector<std::string>> keys_;
};

}  // namespace

Result<Preflight> preflight(const Approved& approved, Session& session, const PreflightOptions& options) {
  Preflight out;
  TRY(check_rights(approved, session, out));
  // Without the rights the counts would only say so again, table by table.
  if (out.problems.empty()) TRY(Counting(approved, session, options, out).run());
  TRY(compare_grants(approved, session, out));
  return out;
}

}  // namespace trueup
