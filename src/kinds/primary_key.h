#pragma once
#include "kinds/sql.h"
namespace trueup {
struct PrimaryKey {
  Columns columns = {};
  Columns include = {};
  bool deferrable = false;
  bool initially_deferred = false;
};
template <>
const Kind& kind_of<PrimaryKey>();
}  // namespace trueup
