// apply: runs what the gate let pass, batch by batch, then reads the database again and compares. What happened is a
// Receipt, whatever happened.
#pragma once
#include <functional>

#include "gate/gate.h"
#include "pg/session.h"

namespace trueup {

struct ApplyOptions {
  std::chrono::milliseconds lock_timeout{5000};  // a statement that waits longer gives up; transactions are tried again
  int attempts = 5;                              // of a transaction that met a lock
  std::chrono::milliseconds pause{500};          // before the second attempt; doubled before each further one
  std::chrono::milliseconds wait_for_runner{10000};  // for another trueup that is changing this database
  std::function<void(const std::string&)> progress = {};
};

struct StepOutcome {
  const Step* step = nullptr;
  Sql sql = {};
  std::chrono::milliseconds took{};  // steps of one transaction share a round trip: the first of them has its whole time
};

struct Receipt {
  std::vector<StepOutcome> done = {};           // committed, in order
  std::optional<StepOutcome> failed = {};       // the step that failed; its batch was rolled back
  std::optional<Diag> error = {};
  bool maybe_committed = false;                 // the connection was lost at COMMIT: the failed batch may be there
  std::size_t not_run = 0;                      // steps that are not done, beside the failed one
  bool proved = false;                          // read again and compared: what was done is there
  std::vector<std::string> contradictions = {};  // what the second reading did not find as it should be
};

// Rows that would make steps fail, found before anything runs.
struct PreflightFinding {
  const Step* step = nullptr;
  std::string what = {};       // "3 rows of app.users hold NULL in email"
  std::uint64_t rows = 0;
  std::vector<std::string> keys = {};  // of up to three of them, by primary key: "id=7"
};
struct Preflight {
  std::vector<PreflightFinding> blocking = {};
  std::vector<PreflightFinding> losses = {};  // rows whose values would be cut or rounded: nothing fails, and it was allowed
  Diags problems = {};         // rights: Trouble::connection
  Diags warnings = {};         // grants that siblings have; what could not be counted
};

struct PreflightOptions {
  std::chrono::milliseconds lock_timeout{2000};
  std::chrono::milliseconds statement_timeout{30000};  // of one count; what takes longer is a warning
};

// Reads only. Errors: "connection-lost", "interrupted".
Result<Preflight> preflight(const Approved& approved, Session& session, const PreflightOptions& options = {});

// `have_again` reads the database anew and settles it, for the proof.
// Errors before anything ran: "transaction-pooler", "another-runner" (who), "schema-moved" (the database is no longer
// what the plan was made for), and those of Session and `have_again`. Later ones are in the receipt.
Result<Receipt> apply(const Approved& approved, Session& session, const ApplyOptions& options,
                      const std::function<Result<ModelPtr>(Session&)>& have_again);

// Whether this process has begun to change a database: from then on an interruption leaves it time to write the receipt.
// For signal handlers.
bool has_begun_to_apply() noexcept;

}  // namespace trueup
