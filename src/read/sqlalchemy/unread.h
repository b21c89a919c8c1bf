// What may have declared something and was not read: parts that nobody could run, and calls that may do anything.
#pragma once
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

// While models are evaluated: watches for calls of what is not known that reach the metadata, and for statements that
// an exception ended.
void watch_for_unread(World& world);
// Whether a function, or what makes an instance of a class, has a word for making something in a schema. What fails for want
// of the running application, and makes nothing, is no loss.
bool may_declare(Value called);
// Afterwards: parts that were not run, classes that name a table on a base that is not known.
void note_unread(World& world);

}  // namespace trueup::sqla
