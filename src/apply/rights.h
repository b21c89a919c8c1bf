// Whether the connected role may do what a plan needs, and who could lose access by it.
#pragma once
#include "apply/apply.h"

namespace trueup {

// Ownership of what is altered, dropped or built upon, and the rights to create: problems, each with what would help.
Result<Nothing> check_rights(const Approved& approved, Session& session, Preflight& out);

// Tables to be created that would lack grants which at least half of the tables of their schema share: warnings.
Result<Nothing> compare_grants(const Approved& approved, Session& session, Preflight& out);

}  // namespace trueup
