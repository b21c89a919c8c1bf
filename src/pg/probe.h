// Why can't I connect: tries a connection step by step and says what was tried and what answered there. Contacts the
// named hosts and ports, and beside them only loopback and the usual socket folders of this machine.
#pragma once
#include <string>
#include <vector>

#include "pg/url.h"

namespace trueup {

struct ProbeStep {
  enum class Outcome { good, bad, note };
  std::string what = {};    // "TCP connection to 127.0.0.1, port 5433"
  std::string answer = {};  // "connection refused"
  Outcome outcome = Outcome::note;
};

struct ProbeReport {
  std::vector<ProbeStep> steps = {};
  bool connected = false;
  std::string code = {};        // of the login's Diag (pg/session.h); "" when connected
  std::string conclusion = {};  // one sentence
  std::string hint = {};        // what to do; "" when connected
};

ProbeReport probe_connection(const ConnectionSpec& spec);

}  // namespace trueup
