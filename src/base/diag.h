// Diag: one message of one shape for every layer, from a syntax error in a model to a lost connection.
#pragma once
#include <string>
#include <vector>

#include "base/origin.h"

namespace trueup {

enum class Severity { note, warning, error };

// What kept us from going on; decides the exit code where nothing more specific does (CLI contract, exit codes).
enum class Trouble {
  input,        // usage, unreadable input, internal: 3
  connection,   // a database could not be reached, refused us, went away: 2
  drift,        // a step failed on data or on a lock, a validation failed: 1
  consent,      // something needed is not allowed: 4
  interrupted,  // Ctrl-C: 130
};

struct Diag {
  std::string code = {};  // stable, "unreadable-file": `trueup explain CODE` tells more
  std::string message = {};  // lower-case, no full stop: what was tried, with which object
  Origin origin = {};
  std::string hint = {};  // what to do
  Severity severity = Severity::error;
  Trouble trouble = Trouble::input;
  std::string subject = {};  // the object as text, where there is one

  // "error: MESSAGE (models.py:12)\n  hint: HINT", without a trailing newline.
  std::string str() const;
};

using Diags = std::vector<Diag>;

}  // namespace trueup
