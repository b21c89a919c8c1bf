#include "apply/facts.h"

#include "apply/holds.h"
#include "apply/refused.h"
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

}  // namespace

Result<Facts> read_facts(Session& session, const Delta& delta) {
  Facts out{.known = true, .unread_tables = TRY(unread_tables(session, delta)), .holds = TRY(read_holds(session, delta)), .refused = TRY(read_refused(session, delta))};
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
