#include "pg/types.h"

namespace trueup {}
