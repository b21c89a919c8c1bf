// A live PostgreSQL as a Draft: the kinds' catalog queries in one read-only snapshot, with no lock on any table.
#pragma once
#include <string>
#include <vector>

#include "model/draft.h"
#include "pg/session.h"

namespace trueup {

struct CatalogOptions {
  std::vector<std::string> schemas = {};        // empty: all but the system's and trueup's own
  std::chrono::milliseconds lock_timeout{2000};  // how long a deparse may wait for a table that somebody has locked
};

// Reads everything of the kinds that trueup knows. pg_get_expr looks at the newest catalog and not at the snapshot, so
// a fingerprint is taken before and after; when it has moved the reading begins again, three times at most.
// Errors: those of Session; "schema-unstable"; "no-such-schema".
Result<Draft> read_catalog(Session& session, const CatalogOptions& options);

}  // namespace trueup
