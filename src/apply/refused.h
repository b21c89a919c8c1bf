// What the server does not understand: wrong names in checks, keys of indexes and the like, found before anything runs.
#pragma once
#include "pg/session.h"
#include "plan/plan.h"

namespace trueup {

// Of constraints and indexes to be made, by their id in want: the server's words. Only what is there as it will be, or
// comes with a new table, is judged. Reads no rows. Errors: "connection-lost", "interrupted".
Result<std::map<Id, std::string>> read_refused(Session& session, const Delta& delta);

}  // namespace trueup
