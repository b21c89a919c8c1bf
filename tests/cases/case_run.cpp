#include "tests/cases/case_run.h"

#include <map>
#include <set>

#include "apply/apply.h"
#include "apply/facts.h"
#include "apply/receipt.h"
#include "base/text.h"
#include "diff/diff.h"
#include "kinds/column.h"
#include "kinds/table.h"
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

// Table → the file its rows are in. Partitioned tables have none.
using Filenodes = std::map<std::string, std::string>;

Result<Filenodes> filenodes_of(Session& session) {
  Rows rows = TRY(session.exec(
      "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), pg_relation_filenode(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"));
  Filenodes out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.emplace(rows.at(i, 0), rows.at(i, 1));
  return out;
}

std::string name_of(const Id& id) { return quote_qualified(id[0], id[1]); }

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
    have_ = std::make_unique<Session>(TRY(build("_have", "have.sql")));
    want_ = std::make_unique<Session>(TRY(build("_want", "want.sql")));
    text_equals_catalog("have.sql", TRY(model_of(*have_)));
    if (auto seed = file_.section("seed.sql"); !trim(seed).empty()) TRY(have_->exec(seed));
    const ModelPtr have = TRY(model_of(*have_)), want = TRY(model_of(*want_));
    text_equals_catalog("want.sql", want);
    if (!diff(have, have).empty() || !diff(want, want).empty()) fail("a model differs from itself");
    TRY(migrate(*have_, have, TRY(wanted(want, *want_)), true));
    TRY(migrate(*want_, want, have, false));
    return ok();
  }

  Result<Session> build(const std::string& name, const char* section) {
    TRY(admin_.exec("CREATE DATABASE " + prefix_ + name + " TEMPLATE template0"));
    ConnectionSpec spec = admin_.spec();
    Session session = TRY(Session::open(spec.set("dbname", prefix_ + name)));
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
      std::string fill(trim(line.substr(equals + 3)));
      if (fill.ends_with(" per row")) column->fill_per_row = true, fill.resize(fill.size() - 8);
      column->fill = Symbol(fill);
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
    const Filenodes before = TRY(filenodes_of(session));
    const auto kept = TRY(contents(session, *have, *want, approved));
    auto receipt = apply(approved, session, {}, model_of);
    if (!receipt) {
      fail(way + receipt.error().str() + "\n" + script_of(approved));
      return ok();
    }
    if (receipt->error) fail("[4] " + way + receipt->error->str() + "\n" + script_of(approved));
    for (auto& text : receipt->contradictions) fail("[4] " + way + "contradiction: " + text);
    TRY(converged(session, want, approved, way));
    const auto now = TRY(contents(session, *have, *want, approved));
    for (auto& [name, text] : kept)
      if (now.at(name) != text) fail("[5] " + way + "the rows of " + name + " were " + text + " and are " + now.at(name));
    written_anew(before, TRY(filenodes_of(session)), *have, approved, way);
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
    // A table that was left out keeps what it is made of.
    const Kind& table = kind_of<Table>();
    for (auto& d : diff(TRY(model_of(session)), want).differences)
      if (const Id& id = d.subject().id; !left.contains(id) && (id.size() < 3 || !left.contains(id.above(table, 2)))) fail("[4] " + way + "afterwards " + told(d));
    return ok();
  }

  // What the rows hold in the columns that both sides have and no step may change, of the tables that both sides have.
  static Result<std::map<std::string, std::string>> contents(Session& session, const Model& have, const Model& want, const Approved& approved) {
    std::set<Id> touched;
    for (auto& batch : approved.batches())
      for (auto& step : batch.steps)
        if (step.subject().as_if<Column>()) touched.insert(step.subject().id);
    auto is_touched = [&](Id column) {
      for (;;) {
        if (touched.contains(column)) return true;
        auto* table = have.find(column.above(kind_of<Table>(), 2));
        if (!table || table->as<Table>().partition_of.to.empty()) return false;
        const Id& above = table->as<Table>().partition_of.to;
        column = Id(kind_of<Column>(), {above[0], above[1], column[2]});
      }
    };
    std::map<std::string, std::vector<std::string>> columns;
    for (auto& object : have.objects()) {
      if (!want.find(object.id)) continue;
      if (object.as_if<Table>()) columns[name_of(object.id)];
      if (object.as_if<Column>() && !is_touched(object.id)) columns[name_of(object.id)].push_back(quote_identifier(object.id[2].view()));
    }
    std::map<std::string, std::string> out;
    for (auto& [table, names] : columns) out.emplace(table, TRY(rows_of(session, table, names)));
    return out;
  }

  void written_anew(const Filenodes& before, const Filenodes& after, const Model& have, const Approved& approved, const std::string& way) {
    std::set<std::string> announced;
    for (auto& batch : approved.batches())
      for (auto& step : batch.steps)
        if (step.subject().id.size() >= 2 && effects_of(step).rewrites) announced.insert(name_of(step.subject().id));
    auto is_announced = [&](const Id& id) {
      for (auto* table = have.find(id); table; table = have.find(table->as<Table>().partition_of.to)) {
        if (announced.contains(name_of(table->id))) return true;
        if (table->as<Table>().partition_of.to.empty()) break;
      }
      return false;
    };
    for (auto& object : have.objects()) {
      if (!object.as_if<Table>()) continue;
      auto was = before.find(name_of(object.id)), is = after.find(name_of(object.id));
      if (was == before.end() || is == after.end() || was->second == is->second || is_announced(object.id)) continue;
      fail("[5] " + way + name_of(object.id) + " was written anew, and no step had announced it");
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
