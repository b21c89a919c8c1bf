// The passes of settle, in the order in which settle.cpp runs them.
#pragma once
#include "model/surroundings.h"

namespace trueup {

void settle_schemas(Draft& draft, const Surroundings& surroundings);      // no name without a schema is left
void settle_types(Draft& draft, const Surroundings& surroundings);        // every user type has its schema
void settle_keys(Draft& draft);                                           // what keys and identity imply
void settle_serials(Draft& draft);                                        // default + owned sequence = serial
void settle_expressions(Draft& draft, const Surroundings& surroundings);  // canonical trees
void settle_collations(Draft& draft, const Surroundings& surroundings);   // so has every collation that is not PostgreSQL's own
void settle_scope(Draft& draft, const Surroundings& surroundings);        // what it now turns out to speak about

}  // namespace trueup
