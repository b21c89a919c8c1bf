// What may have declared something and was not read: parts that nobody could run, and calls that may do anything.
#pragma once
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

// While models are evaluated: watches for calls of what is not known that reach the metadata, and for statements that
// an exception ended.
void watch_for_unread(World& world);
// Afterwards: parts that were not run, classes that name a table on a base that is not known.
void note_unread(World& world);

}  // namespace trueup::sqla
