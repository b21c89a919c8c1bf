// Who stands in a step's way.
#pragma once
#include "gate/gate.h"
#include "pg/session.h"

namespace trueup {

// "table app.users is locked by process 4711 (psql, idle in transaction): …" for the tables that a step touches or
// refers to; "" when nobody holds a lock on them any more. Never fails: it only helps a message.
std::string lock_holders(Session& session, const Step& step, const Delta& delta);

}  // namespace trueup
