#pragma once
#include <string>

#include "model/kind.h"
namespace trueup {
struct Table {
  bool row_security = false;
  bool force_row_security = false;
  bool unlogged = false;
  std::string partition_by = {};  // "RANGE (created_at)"
  Ref partition_of = {};          // the partitioned table, or the parent it inherits from
};
template <>
const Kind& kind_of<Table>();
}  // namespace trueup
