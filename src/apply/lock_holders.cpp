#include "apply/lock_holders.h"

#include "base/text.h"
#include "model/quote.h"

namespace trueup {

std::string lock_holders(Session& session, const Step& step, const Delta& delta) {
  std::set<std::string> relations;
  auto note = [&](const Id& id) {
    const Id& at = id.is_satellite() ? id.object() : id;
    if (at.size() >= 2) relations.insert(quote_literal(quote_qualified(at[0], at[1])));
  };
  note(step.subject().id);
  if (step.want) delta.want->each_need(*step.want, note);
  if (step.have) delta.have->each_need(*step.have, note);
  auto rows = session.exec(
      "SELECT DISTINCT r.name, l.pid, coalesce(nullif(a.application_name, ''), 'no application name'), coalesce(a.state, '?'),"
      "       left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 120)"
      "  FROM unnest(ARRAY[" + join({relations.begin(), relations.end()}, ", ") + "]::text[]) AS r(name)"
      "  JOIN pg_locks l ON l.locktype = 'relation' AND l.relation = to_regclass(r.name) AND l.granted AND l.pid <> pg_backend_pid()"
      "   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
      "  LEFT JOIN pg_stat_activity a ON a.pid = l.pid ORDER BY 1, 2 LIMIT 3");
  std::vector<std::string> out;
  for (std::size_t i = 0; rows && i < rows->size(); ++i)
    out.push_back(std::string(rows->at(i, 0)) + " is locked by process " + std::string(rows->at(i, 1)) + " (" + std::string(rows->at(i, 2)) + ", " +
                  std::string(rows->at(i, 3)) + ")" + (rows->at(i, 4).empty() ? std::string() : ": " + std::string(rows->at(i, 4))));
  return join(out, "; ");
}

}  // namespace trueup
