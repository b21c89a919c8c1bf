// What plan() would like to know of the rows, and of what stands on the objects in question, asked of the database.
#pragma once
#include "pg/session.h"
#include "plan/plan.h"

namespace trueup {

// Which of tables_in_question(delta) hold no rows, read_holds() and read_refused(). A table that cannot be asked (it is locked, row security hides its
// rows, the role may not read it) counts as holding some. Errors: "connection-lost", "interrupted".
Result<Facts> read_facts(Session& session, const Delta& delta);

}  // namespace trueup
