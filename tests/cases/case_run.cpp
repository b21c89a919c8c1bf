#include "tests/cases/case_run.h"

#include <map>
#include <set>

#include "apply/apply.h"
#include "apply/facts.h"
#include "apply/receipt.h"
#include "base/text.h"
#include "diff/diff.h"
#include "kinds/column.h"
#include "model/quote.h"
#include "pg/catalog.h"
#include "read/sql_files.h"
#include "settle/settle.h"

namespace trueup {
namespace {

// A difference in one line.
std::string told(const Difference& d) {
  static constexpr const char* words[] = {"is missing", "is extra", "differs", "is renamed", "stands for another", "is undecided"};
  std::string out = d.subject().id.str() + ' ' + words[static_cast<int>(d.sort)];
  for (auto* field : d.fields) out += " " + std::string(field->name) + " (" + to_json(field->read(d.have->data)) + " / " + to_json(field->read(d.want->data)) + ")";
  if (!d.reason.empty()) out += ": " + d.reason;
  return out;
}

Result<ModelPtr> model_of(Session& session) { return settle(TRY(read_catalog(session, {})), {}); }

// What a table holds, by what two states of it have in common.
struct Table {
  std::string filenode = {};
  std::map<std::string, std::string> columns = {};  // name → type
};
using Tables = std::map<std::string, Table>;

Result<Tables> tables_of(Session& session) {
  Rows rows = TRY(session.exec(
      "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), pg_relation_filenode(c.oid), quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)"
      "  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
      " WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"));
  Tables out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Table& table = out[std::string(rows.at(i, 0))];
    table.filenode = rows.at(i, 1);
    table.columns.emplace(rows.at(i, 2), rows.at(i, 3));
  }
  return out;
}

// Number and contents of the rows, in these columns.
Result<std::string> rows_of(Session& session, const std::string& table, const std::vector<std::string>& columns) {
  const std::string row = columns.empty() ? "''" : "row(" + join(columns, ", ") + ")::text";
  return session.exec_value("SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(r, '|' ORDER BY r), '')) FROM (SELECT " + row + " AS r FROM " + table + ") AS x");
}

std::string hazards_of(const Step& step) {
  const Effects effects = effects_of(step);
  std::vector<std::string> out;
  if (effects.drops) out.push_back("drops");
  if (effects.narrows) out.push_back("narrows");
  if (effects.rewrites) out.push_back("rewrites");
  if (effects.scans) out.push_back("scans");
  if (effects.may_fail_on_data) out.push_back("may fail on data");
  return join(out, ", ");
}

std::string script_of(const Approved& approved) {
  std::string out;
  for (auto& batch : approved.batches()) {
    if (batch.in_transaction) out += "BEGIN;\n";
    for (auto& step : batch.steps)
      for (auto& sql : render(step)) out += sql + ";\n";
    if (batch.in_transaction) out += "COMMIT;\n";
  }
  return out;
}

class CaseRun {
 public:
  CaseRun(const CaseFile& file, Session& admin, const std::string& prefix) : file_(file), admin_(admin), prefix_(prefix) {}

  CaseVerdict run() {
    try {
      if (auto problem = try_run(); !problem) fail(problem.error().str());
    } catch (const std::logic_error& broken) {
      fail(broken.what());
    }
    for (auto* name : {"_have", "_want"}) (void)admin_.exec("DROP DATABASE IF EXISTS " + prefix_ + name + " WITH (FORCE)");
    return std::move(verdict_);
  }

 private:
  void fail(std::string text) { verdict_.failures.push_back(std::move(text)); }

  Result<Nothing> try_run() {
    const std::string needs(trim(file_.section("requires")));
    if (needs.starts_with("pg >= ") && admin_.about().major() < std::atoi(needs.c_str() + 6)) {
      verdict_.skipped = "requires " + needs;
      return ok();
    }
    have_ = std::make_unique<Session>(TRY(build("_have", {"have.sql", "seed.sql"})));
    want_ = std::make_unique<Session>(TRY(build("_want", {"want.sql"})));
    const ModelPtr have = TRY(model_of(*have_)), want = TRY(model_of(*want_));
    text_equals_catalog("have.sql", have);
    text_equals_catalog("want.sql", want);
    if (!diff(have, have).empty() || !diff(want, want).empty()) fail("a model differs from itself");
    TRY(migrate(*have_, have, TRY(wanted(want, *want_)), true));
    TRY(migrate(*want_, want, have, false));
    return ok();
  }

  Result<Session> build(const std::string& name, const std::vector<std::string>& sections) {
    TRY(admin_.exec("CREATE DATABASE " + prefix_ + name + " TEMPLATE template0"));
    ConnectionSpec spec = admin_.spec();
    Session session = TRY(Session::open(spec.set("dbname", prefix_ + name)));
    for (auto& section : sections)
      if (auto text = file_.section(section); !trim(text).empty()) TRY(session.exec(text));
    return session;
  }

  // What models would say beside the SQL: `public.users.code = md5(id::text) per row`.
  Result<ModelPtr> wanted(const ModelPtr& plain, Session& session) {
    if (!file_.has("fill")) return plain;
    Draft draft = TRY(read_catalog(session, {}));
    for (auto& line : split(file_.section("fill"), '\n')) {
      const auto equals = line.find(" = ");
      if (equals == std::string::npos) continue;
      const auto path = split(std::string(trim(line.substr(0, equals))), '.');
      auto* column = draft.edit<Column>(Id(kind_of<Column>(), {std::string_view(path[0]), std::string_view(path[1]), std::string_view(path[2])}));
      if (!column) return Diag{.code = "bad-case", .message = "fill: no column " + line};
      column->fill = trim(line.substr(equals + 3));
      if (column->fill.ends_with(" per row")) column->fill_per_row = true, column->fill.resize(column->fill.size() - 8);
    }
    return settle(std::move(draft), {});
  }

  // Oracle 1: what a file says is what a server makes of it.
  void text_equals_catalog(const char* section, const ModelPtr& catalog) {
    Draft draft;
    draft.source = {.kind = "sql", .locator = section};
    apply_sql(draft, {{.text = std::string(file_.section(section)), .file = Symbol(section), .line = 1}});
    for (auto& diag : draft.diags) fail(std::string(section) + ": " + diag.str());
    draft.scope = {.parts = {{.all_schemas = true, .kinds = every_kind()}}};
    const ModelPtr text = settle(std::move(draft), surroundings_of(*catalog));
    for (auto& d : diff(catalog, text).differences) fail("[1] a server understands " + std::string(section) + " otherwise: " + told(d));
  }

  // Oracles 2, 4 and 5.
  Result<Nothing> migrate(Session& session, const ModelPtr& have, const ModelPtr& want, bool forward) {
    const std::string way = forward ? "there: " : "back: ";
    Delta delta = diff(have, want);
    const Facts facts = TRY(read_facts(session, delta));
    const Approved approved = gate(plan(std::move(delta), facts), {.drop = true, .narrow = true, .rewrite = true});
    if (forward) record(approved);
    const Tables before = TRY(tables_of(session));
    const auto kept = TRY(contents(session, before, approved, {}));
    auto receipt = apply(approved, session, {}, model_of);
    if (!receipt) {
      fail(way + receipt.error().str() + "\n" + script_of(approved));
      return ok();
    }
    if (receipt->error) fail("[4] " + way + receipt->error->str() + "\n" + script_of(approved));
    for (auto& text : receipt->contradictions) fail("[4] " + way + "contradiction: " + text);
    TRY(converged(session, want, approved, way));
    const Tables after = TRY(tables_of(session));
    survived(before, after, kept, TRY(contents(session, before, approved, after)), approved, way);
    if (forward && file_.has("then"))
      for (auto& line : split(file_.section("then"), '\n'))
        if (!trim(line).empty() && TRY(session.exec_value(line)) != "t") fail("then: not true: " + line);
    return ok();
  }

  void record(const Approved& approved) {
    verdict_.plan = script_of(approved);
    for (auto& batch : approved.batches())
      for (auto& step : batch.steps)
        if (auto text = hazards_of(step); !text.empty()) verdict_.hazards += title_of(step) + ": " + text + '\n';
    for (auto& left : approved.left_out()) verdict_.left_out += left.difference->subject().id.str() + ": " + left.reason + '\n';
  }

  Result<Nothing> converged(Session& session, const ModelPtr& want, const Approved& approved, const std::string& way) {
    std::set<Id> left;
    for (auto& out : approved.left_out()) left.insert(out.difference->subject().id);
    for (auto& d : approved.delta().differences)
      if (d.sort == Difference::Sort::undecided) fail("[4] " + way + told(d));
    for (auto& d : diff(TRY(model_of(session)), want).differences)
      if (!left.contains(d.subject().id)) fail("[4] " + way + "afterwards " + told(d));
    return ok();
  }

  // What the rows hold in the columns that no step may change: by table. With `after`, of the tables and columns that are
  // in both states.
  Result<std::map<std::string, std::string>> contents(Session& session, const Tables& before, const Approved& approved, const std::optional<Tables>& after) {
    std::set<std::string> touched;
    std::set<Id> dropped;
    for (auto& batch : approved.batches())
      for (auto& step : batch.steps) {
        if (step.subject().as_if<Column>()) touched.insert(quote_qualified(step.subject().id[0], step.subject().id[1]) + '.' + quote_identifier(step.subject().id[2].view()));
        if (step.verb == Verb::drop && !step.replaces) dropped.insert(step.have->id);
      }
    std::map<std::string, std::string> out;
    for (auto& [name, table] : before) {
      bool gone = false;
      for (auto& id : dropped) gone |= id.kind().is_relation && quote_qualified(id[0], id[1]) == name;
      if (gone || (after && !after->contains(name))) continue;
      std::vector<std::string> columns;
      for (auto& [column, type] : table.columns)
        if (!touched.contains(name + '.' + column)) columns.push_back(column);
      out.emplace(name, TRY(rows_of(session, name, columns)));
    }
    return out;
  }

  void survived(const Tables& before, const Tables& after, const std::map<std::string, std::string>& kept, const std::map<std::string, std::string>& now,
                const Approved& approved, const std::string& way) {
    for (auto& [name, text] : kept) {
      auto at = now.find(name);
      if (at == now.end()) fail("[5] " + way + "table " + name + " is gone");
      else if (at->second != text) fail("[5] " + way + "the rows of " + name + " were " + text + " and are " + at->second);
    }
    for (auto& [name, table] : before) {
      auto at = after.find(name);
      if (at == after.end() || at->second.filenode == table.filenode) continue;
      bool announced = false;
      for (auto& batch : approved.batches())
        for (auto& step : batch.steps) {
          const Id& id = step.subject().id;
          if (id.size() >= 2 && quote_qualified(id[0], id[1]) == name) announced |= effects_of(step).rewrites;
        }
      if (!announced) fail("[5] " + way + name + " was written anew, and no step had announced it");
    }
  }

  const CaseFile& file_;
  Session& admin_;
  const std::string prefix_;
  std::unique_ptr<Session> have_, want_;
  CaseVerdict verdict_;
};

}  // namespace

CaseVerdict run_case(const CaseFile& file, Session& admin, const std::string& prefix) { return CaseRun(file, admin, prefix).run(); }

}  // namespace trueup
