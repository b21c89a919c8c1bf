// A plan as a SQL script: what may run as statements, what may not as comments with the flag that allows it.
#pragma once
#include "base/command.h"
#include "commands/sides.h"
#include "gate/gate.h"

namespace trueup {

// `shortly`: of many differences that are left out for the same reason's sake only the first are shown, and the number.
enum class LeftOutLines { all, shortly };
void write_script(const Approved& approved, Context& context, LeftOutLines lines = LeftOutLines::all);

// What a script cannot make, for want of a kind: named in it as comments and counted in the talk.
using Unmade = std::vector<const Unmodelled*>;
Unmade all_unmade(const Model& model);
// Only that of tables that are to be made: their exclusion constraints, triggers, rules.
Unmade unmade_with_tables(const Delta& delta);
void say_unmade(const Unmade& unmade, std::ostream& script, const Context& context);

// What of the rows plan() has to know; asks the database of the have side where there is one.
Result<Facts> facts_for(const Sides& sides, const Delta& delta);

}  // namespace trueup
