// A plan as a SQL script: what may run as statements, what may not as comments with the flag that allows it.
#pragma once
#include "base/command.h"
#include "commands/sides.h"
#include "gate/gate.h"

namespace trueup {

// `shortly`: of many differences that are left out for the same reason's sake only the first are shown, and the number.
enum class LeftOutLines { all, shortly };
void write_script(const Approved& approved, Context& context, LeftOutLines lines = LeftOutLines::all);

// What the source holds and a script of it cannot, for want of a kind: named in the script and counted in the talk.
void say_unmodelled(const Model& model, std::ostream& script, const Context& context);

// What of the rows plan() has to know; asks the database of the have side where there is one.
Result<Facts> facts_for(const Sides& sides, const Delta& delta);

}  // namespace trueup
