// Exit codes: what scripts rely on. One place, named.
#pragma once
#include "base/diag.h"

namespace trueup::exit_code {

constexpr int in_order = 0;      // nothing differs, or what was asked for was done and verified
constexpr int drift = 1;         // schemas differ, a validation failed, a step failed on data or on a lock
constexpr int connection = 2;    // a database could not be reached, refused us, or went away
constexpr int no_answer = 3;     // anything else that kept us from an answer
constexpr int consent = 4;       // something needed was left out for want of a consent
constexpr int interrupted = 130;

constexpr int of(Trouble trouble) {
  switch (trouble) {
    case Trouble::connection: return connection;
    case Trouble::drift: return drift;
    case Trouble::consent: return consent;
    case Trouble::interrupted: return interrupted;
    case Trouble::input: break;
  }
  return no_answer;
}

}  // namespace trueup::exit_code
