#pragma once
#include <string>

#include "kinds/sql.h"
namespace trueup {
struct ForeignKey {
  Columns columns = {};
  Ref references = {};                          // the table
  std::vector<Symbol> referenced_columns = {};  // of that table; empty as written: its primary key
  std::string on_update = "no action";          // no action, restrict, cascade, set null, set default
  std::string on_delete = "no action";
  Columns set_columns = {};                     // of SET NULL (…), SET DEFAULT (…): PostgreSQL 15
  std::string match = "simple";                 // simple, full
  bool deferrable = false;
  bool initially_deferred = false;
  bool validated = true;
  bool enforced = true;
};
template <>
const Kind& kind_of<ForeignKey>();
}  // namespace trueup
