#include "apply/facts.h"

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

}  // namespace

Result<Facts> read_facts(Session& session, const Delta& delta) {
  Facts out{.known = true, .holds = TRY(read_holds(session, delta))};
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
