// The project's env.py says what Alembic compares; trueup compares no more.
#pragma once
#include "commands/sides.h"
#include "diff/delta.h"

namespace trueup {

// Takes out the differences that env.py's include_object, include_name and version_table leave out, and counts them in
// the delta; where it does not tell, a difference becomes undecided. Runs env.py only when something differs or is
// unknown.
void leave_out_what_env_does(Delta& delta, Sides& sides, Context& context);
// The same of a schema that is to be made from nothing. Null: env.py leaves nothing out.
std::shared_ptr<EnvFilter> leave_out_what_env_does(Delta& delta, const std::optional<EnvPlace>& env, const ReadOptions& options, Context& context);
// What was left out, for commands that print no report.
void say_left_out_by_env(const Delta& delta, const Context& context);

}  // namespace trueup
