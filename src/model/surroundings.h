// Surroundings: what settle must know of the other side. `have` is settled first, `want` in its surroundings.
#pragma once
#include <unordered_map>

#include "model/model.h"

namespace trueup {

struct Surroundings {
  Symbol default_schema = Symbol("public");  // where objects go that nobody gave a schema
  int server_version = 0;                    // 0: the newest known
  std::unordered_map<Symbol, Symbol> type_schemas = {};  // types that want does not declare: name → schema
  std::unordered_map<Symbol, Symbol> collations = {};  // those in use that are not PostgreSQL's own: name → schema.name
};

}  // namespace trueup
