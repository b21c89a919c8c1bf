#include "apply/facts.h"

#include <algorithm>

#include "apply/holds.h"
#include "base/text.h"
#include "model/quote.h"

namespace trueup {
namespace {

// Short: whoever holds a table locked is not waited for, and EXISTS answers at the first row. With row security on, rows
// that are hidden from us would make a table look empty.
constexpr std::string_view begin =
    "BEGIN READ ONLY; SET LOCAL row_security = off; SET LOCAL lock_timeout = '1s'; SET LOCAL statement_timeout = '5s'; ";

std::string holds_rows(const Id& table) { return "EXISTS (SELECT FROM " + quote_qualified(table[0], table[1]) + ")"; }

// The answers for all of the tables, or nothing when one of them could not be asked.
Result<std::optional<std::vector<bool>>> ask(Session& session, std::span<const Id> tables) {
  std::vector<std::string> parts;
  for (auto& table : tables) parts.push_back(holds_rows(table));
  auto rows = session.exec(std::string(begin) + "SELECT " + join(parts, ", "));
  if (session.is_lost() || (!rows && rows.error().trouble == Trouble::interrupted)) return std::move(rows).error();
  std::optional<std::vector<bool>> out;
  if (rows) {
    out.emplace();
    for (std::size_t i = 0; i < tables.size(); ++i) out->push_back(rows->at(0, i) == "t");
  }
  TRY(session.exec("ROLLBACK"));
  return out;
}

Result<std::set<Id>> unread_tables(Session& session, const Delta& delta) {
  std::set<Id> asked, out;
  for (auto& d : delta.differences) {
    if (!d.want || d.sort == Difference::Sort::undecided) continue;
    delta.want->each_need(*d.want, [&](const Id& need) {
      if (need.kind().is_relation && !delta.want->find(need) && !delta.have->find(need)) asked.insert(need);
    });
  }
  if (asked.empty()) return out;
  std::vector<std::string> names;
  for (auto& id : asked) names.push_back(quote_literal(quote_qualified(id[0], id[1])));
  const Rows rows = TRY(session.exec("SELECT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(name) AND relkind IN ('r', 'p')) FROM unnest(ARRAY[" + join(names, ", ") +
                                     "]::text[]) WITH ORDINALITY AS asked(name, place) ORDER BY place"));
  std::size_t row = 0;
  for (auto& id : asked)
    if (rows.at(row++, 0) == "t") out.insert(id);
  return out;
}

// The columns, types and functions that an object may name are there as they will be. Then what the server says of it now
// is what it would say when its turn comes.
bool can_be_tried(const Delta& delta, const Difference& d, const std::set<Id>& touched) {
  bool out = true;
  delta.want->each_need(*d.want, [&](const Id& need) {
    out &= delta.have->find(need) ? !touched.contains(need) : !delta.want->find(need);
  });
  return out;
}

bool is_no_such_thing(std::string_view sqlstate) {
  // column, function or operator, table, type, syntax, type mismatch, ambiguous function and column, aggregate, window
  static constexpr std::string_view all[] = {"42703", "42883", "42P01", "42704", "42601", "42804", "42725", "42702", "42803", "42P20"};
  return std::find(std::begin(all), std::end(all), sqlstate) != std::end(all);
}

bool names_one_of(const std::string& message, const Id& object, const std::set<Id>& touched) {
  return std::any_of(touched.begin(), touched.end(), [&](const Id& id) {
    return id.size() == 3 && id[0] == object[0] && id[1] == object[1] && message.find('"' + id.back().str() + '"') != std::string::npos;
  });
}

// Constraints and unique indexes on what is not there: the question that would count the rows in their way is planned,
// not run. Without this one wrong name would stop all that comes after it.
Result<Nothing> find_refused(Session& session, const Delta& delta, Facts& out) {
  using Sort = Difference::Sort;
  std::set<Id> touched;
  for (auto& d : delta.differences) {
    if (d.sort == Sort::added && d.want->kind().underlies) return ok();  // an extension may bring whatever is missing
    if (d.have) touched.insert(d.have->id);
    if (d.want) touched.insert(d.want->id);
  }
  const StepOptions options;
  for (auto& d : delta.differences) {
    if ((d.sort != Sort::added && d.sort != Sort::changed) || d.want->kind().holds_data || !d.want->kind().violations) continue;
    if (!can_be_tried(delta, d, touched)) continue;
    for (auto& violation : d.want->kind().violations({d.want->id, nullptr, d.want->data, options}, *delta.want, session.about().version)) {
      if (violation.rows.empty() || out.refused.contains(d.want->id)) continue;
      const auto rows = session.exec(std::string(begin) + "EXPLAIN " + replace_all(violation.rows, "$keys", "1"));
      if (session.is_lost() || (!rows && rows.error().trouble == Trouble::interrupted)) return rows.error();
      const SqlError error = rows ? SqlError{} : session.last_error();
      TRY(session.exec("ROLLBACK"));
      if (is_no_such_thing(error.sqlstate) && !names_one_of(error.message, d.want->id, touched)) out.refused.emplace(d.want->id, error.message);
    }
  }
  return ok();
}

}  // namespace

Result<Facts> read_facts(Session& session, const Delta& delta) {
  Facts out{.known = true, .unread_tables = TRY(unread_tables(session, delta)), .holds = TRY(read_holds(session, delta))};
  TRY(find_refused(session, delta, out));
  const std::vector<Id> tables = tables_in_question(delta);
  constexpr std::size_t at_once = 100;
  for (std::size_t i = 0; i < tables.size(); i += at_once) {
    const std::span<const Id> some(&tables[i], std::min(at_once, tables.size() - i));
    const auto all = TRY(ask(session, some));
    for (std::size_t j = 0; j < some.size(); ++j) {
      const auto answer = all ? all : TRY(ask(session, some.subspan(j, 1)));  // one that fails spoils it for the others
      if (answer && !(*answer)[all ? j : 0]) out.empty_tables.insert(some[j]);
    }
  }
  return out;
}

}  // namespace trueup
