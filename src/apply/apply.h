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
  std::chrono::milliseconds wait_for_runner{10000};  // for another trueup that is changing this database
  std::function<void(const std::string&)> progress = {};
};

struct StepOutcome {
  const Step* step = nullptr;
  Sql sql = {};
  std::chrono::milliseconds took{};
};

struct Receipt {
  std::vector<StepOutcome> done = {};           // committed, in order
  std::optional<StepOutcome> failed = {};       // the step that failed; its batch was rolled back
  std::optional<Diag> error = {};
  std::size_t not_run = 0;                      // steps behind the failed one
  bool proved = false;                          // read again and compared: what was done is there
  std::vector<std::string> contradictions = {};  // what the second reading did not find as it should be
};

// Rows that would make steps fail, found before anything runs.
struct PreflightFinding {
  const Step* step = nullptr;
  std::string what = {};       // "3 rows hold NULL"
  std::uint64_t rows = 0;
  std::vector<std::string> keys = {};  // up to three, as "id=7"
};
struct Preflight {
  std::vector<PreflightFinding> blocking = {};
  Diags problems = {};         // rights: Trouble::connection
  Diags warnings = {};         // grants that siblings have
};

Result<Preflight> preflight(const Approved& approved, Session& session);

// `have_again` reads the database anew and settles it, for the proof.
// Errors before anything ran: "pooler" (transaction pooling), "another-runner" (who). Later ones are in the receipt.
Result<Receipt> apply(const Approved& approved, Session& session, const ApplyOptions& options,
                      const std::function<Result<ModelPtr>(Session&)>& have_again);

}  // namespace trueup
