// From a ConnectionSpec to an open libpq connection, or to a Diag that says which of the many reasons it was.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "pg/libpq.h"
#include "pg/url.h"

namespace trueup {

// `connect_timeout` counts for each address and only where neither the spec nor the environment says otherwise.
// Codes of its errors: Session::open. The connection is the caller's to PQfinish.
Result<PGconn*> log_in(const ConnectionSpec& spec, const std::string& application_name,
                       std::chrono::seconds connect_timeout);

// What libpq said about a failed connection (with PQERRORS_VERBOSE, so that SQLSTATEs stand in it) as a Diag.
Diag login_failure(const ConnectionSpec& spec, std::string_view libpq_text);

}  // namespace trueup
