#include "apply/refused.h"

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"

namespace trueup {
namespace {

using Sort = Difference::Sort;

constexpr std::string_view no_such_table = "42P01";

// A missing column, function, operator, table or type, wrong syntax, types that do not go together, what is ambiguous,
// and aggregates and windows where none may be.
bool is_no_such_thing(std::string_view sqlstate) {
  static constexpr std::string_view all[] = {"42703", "42883", no_such_table, "42704", "42601", "42804", "42725", "42702", "42803", "42P20"};
  return std::find(std::begin(all), std::end(all), sqlstate) != std::end(all);
}

// Plain columns of a new table are known to be there.
bool may_hold_expressions(const Kind& kind) { return kind.field("expression") || kind.field("where"); }

bool is_on(const Id& id, const Id& table) { return id.size() >= 2 && id[0] == table[0] && id[1] == table[1]; }

class Asking {
 public:
  Asking(Session& session, const Delta& delta) : session_(session), delta_(delta) {}

  Result<std::map<Id, std::string>> run() {
    for (auto& d : delta_.differences) {
      if (d.sort == Sort::added && d.want->kind().underlies) return std::move(out_);  // an extension may bring what is missing
      if (d.have) touched_.insert(d.have->id);
      if (d.want) touched_.insert(d.want->id);
    }
    const StepOptions options;
    for (auto& d : delta_.differences) {
      if ((d.sort != Sort::added && d.sort != Sort::changed) || d.want->kind().holds_data || !d.want->kind().violations) continue;
      const bool is_on_new = is_on_new_table(d.want->id);
      if (is_on_new && !may_hold_expressions(d.want->kind())) continue;
      if (!can_be_tried(*d.want, is_on_new)) continue;
      // The question that would count the rows in the way is planned, not run.
      for (auto& violation : d.want->kind().violations({d.want->id, nullptr, d.want->data, options}, *delta_.want, session_.about().version)) {
        if (violation.rows.empty() || out_.contains(d.want->id)) continue;
        const std::string query = replace_all(violation.rows, "$keys", "1");
        if (const std::string sql = is_on_new ? as_if_there(query, d.want->id) : "EXPLAIN " + query; !sql.empty()) TRY(ask(d.want->id, sql, is_on_new));
      }
    }
    return std::move(out_);
  }

 private:
  const Object* new_table(const Id& id) const {
    for (auto& object : delta_.want->on_relation(id[0], id[1]))
      if (object.kind().is_relation && object.id.size() == 2 && !delta_.have->find(object.id)) return &object;
    return nullptr;
  }
  bool is_on_new_table(const Id& id) const { return id.size() == 3 && new_table(id); }

  // What the server says of it now must be what it would say when its turn comes: all that it needs is there as it will
  // be. What nobody has is what we are after.
  bool can_be_tried(const Object& object, bool is_on_new) const {
    bool out = true;
    delta_.want->each_need(object, [&](const Id& need) {
      if (is_on_new && is_on(need, object.id)) return;
      out &= delta_.have->find(need) ? !touched_.contains(need) : !delta_.want->find(need);
    });
    return out;
  }

  // A table that is to come stands in the query as its columns, as far as their types are there.
  std::string as_if_there(const std::string& query, const Id& id) const {
    const std::string table = "FROM " + quote_qualified(id[0], id[1]) + " WHERE ";
    if (query.find(table) == std::string::npos) return {};
    std::vector<std::string> columns;
    for (auto* column : delta_.want->children(new_table(id)->id)) {
      auto* type = column->kind().holds_data ? column->kind().field("type") : nullptr;
      const Value value = type ? type->read(column->data) : Value{};
      bool is_there = value.text();
      delta_.want->each_need(*column, [&](const Id& need) { is_there &= is_on(need, id) || delta_.have->find(need) || !need.kind().is_type; });
      if (is_there) columns.push_back("NULL::" + *value.text() + " AS " + quote_identifier(column->id.back().view()));
    }
    const std::string name = quote_identifier(id[1].view());
    return "EXPLAIN WITH " + name + " AS (SELECT " + join(columns, ", ") + ") " + replace_all(query, table, "FROM " + name + " WHERE ");
  }

  // A column that is to come or to change, or, where its table stands for itself only by its columns, what else it has.
  bool may_be_cured(const std::string& message, const Id& object, bool is_on_new) const {
    if (is_on_new && (message.find("record") != std::string::npos || message.find("tableoid") != std::string::npos)) return true;
    return std::any_of(touched_.begin(), touched_.end(), [&](const Id& id) {
      if (id.size() != 3 || !is_on(id, object)) return false;
      // column "a" does not exist, column t.a does not exist
      return message.find('"' + id.back().str() + '"') != std::string::npos || message.find('.' + id.back().str() + ' ') != std::string::npos;
    });
  }

  Result<Nothing> ask(const Id& id, const std::string& sql, bool is_on_new) {
    const auto rows = session_.exec("BEGIN READ ONLY; SET LOCAL lock_timeout = '1s'; SET LOCAL statement_timeout = '5s'; " + sql + "; ROLLBACK");
    if (rows) return ok();
    if (session_.is_lost() || rows.error().trouble == Trouble::interrupted) return rows.error();
    const SqlError error = session_.last_error();
    TRY(session_.exec("ROLLBACK"));
    if (!is_no_such_thing(error.sqlstate) || (is_on_new && error.sqlstate == no_such_table)) return ok();
    if (!may_be_cured(error.message, id, is_on_new)) out_.emplace(id, error.message);
    return ok();
  }

  Session& session_;
  const Delta& delta_;
  std::set<Id> touched_ = {};
  std::map<Id, std::string> out_ = {};
};

}  // namespace

Result<std::map<Id, std::string>> read_refused(Session& session, const Delta& delta) { return Asking(session, delta).run(); }

}  // namespace trueup
