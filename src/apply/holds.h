// What stands on the objects that a plan may drop or retype, asked of pg_depend: views, functions, triggers and whatever
// else PostgreSQL would name in "other objects depend on it".
#pragma once
#include "pg/session.h"
#include "plan/plan.h"

namespace trueup {

// Of the tables, types, schemas and extensions that dropped and changed differences are about. Takes no locks.
Result<std::vector<Hold>> read_holds(Session& session, const Delta& delta);

}  // namespace trueup
