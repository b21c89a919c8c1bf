// The names the server chooses, for constraints of a draft that nobody named.
#pragma once
#include "model/draft.h"

namespace trueup {

// In the order of the draft, which is that in which the server would make them: what came before takes names away.
// A constraint whose name is Named::server gets its name here; the one it has only tells it from others.
void name_unnamed(Draft& draft);

}  // namespace trueup
