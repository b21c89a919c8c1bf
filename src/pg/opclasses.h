// Operator classes that need not be said: pg_opclass.opcdefault of PostgreSQL 15.
#pragma once
#include <string_view>

namespace trueup {

// Whether an index of this access method would use the class anyway on a type it is made for.
bool is_default_opclass(std::string_view method, std::string_view opclass);

}  // namespace trueup
