#pragma once
#include "kinds/sql.h"
namespace trueup {
struct Unique {
  Columns columns = {};
  Columns include = {};
  bool nulls_not_distinct = false;
  bool deferrable = false;
  bool initially_deferred = false;
};
template <>
const Kind& kind_of<Unique>();
}  // namespace trueup
