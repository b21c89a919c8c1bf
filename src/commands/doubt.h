// What a want that could not be read fully lacks may be declared in the rest.
#pragma once
#include "commands/sides.h"
#include "commands/silence.h"
#include "diff/delta.h"

namespace trueup {

// "column public.users.score type", and the whole as a warning: what is unknown, told the same way everywhere.
std::string subject_of(const Unknown& unknown);
Diag diag_of(const Unknown& unknown);

// Where want was not read fully, no object is called extra: such differences become undecided, and nothing is dropped.
void doubt_extras(Delta& delta, const Sides& sides);

// What is unknown of want and met nothing in have that would show it: a constraint of which the database has none. Said as
// a warning each, and the answer is incomplete, but for what the team silences. A bare diff honours no silence.
enum class Silence { honoured, disregarded };
struct Unjudged {
  std::vector<const Unknown*> unknowns = {};
  Silenced silenced = {};
};
Unjudged say_unjudged(const Delta& delta, Sides& sides, Context& context, Silence silence = Silence::honoured);

}  // namespace trueup
