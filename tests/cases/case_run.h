// One case on a real server, judged by as many oracles as it lends itself to.
#pragma once
#include "pg/session.h"
#include "tests/cases/case_file.h"

namespace trueup {

struct CaseVerdict {
  std::vector<std::string> failures = {};
  std::string plan = {}, hazards = {}, left_out = {};  // as they are: what --accept writes down
  std::string skipped = {};                            // why it cannot run here
};

// `admin` makes and drops two databases whose names begin with `prefix`.
CaseVerdict run_case(const CaseFile& file, Session& admin, const std::string& prefix);

}  // namespace trueup
