// The project's env.py says what Alembic compares; trueup compares no more.
#pragma once
#include "commands/sides.h"
#include "diff/delta.h"

namespace trueup {

// Takes out the differences that env.py's include_object, include_name and version_table leave out, and counts them in
// the delta; where it does not tell, a difference becomes undecided. Runs env.py only when something differs or is
// unknown.
void leave_out_what_env_does(Delta& delta, Sides& sides, Context& context);

}  // namespace trueup
