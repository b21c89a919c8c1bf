// Verdict: equality has three answers. An undecided one is never drift and never in order: somebody else must be asked.
#pragma once

namespace trueup {

enum class Verdict { same, different, undecided };

inline Verdict both(Verdict a, Verdict b) {
  if (a == Verdict::different || b == Verdict::different) return Verdict::different;
  return a == Verdict::same ? b : a;
}

}  // namespace trueup
