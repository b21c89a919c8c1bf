// What a column holds when a statement says nothing: server_default, and the value the application puts in.
#pragma once
#include "model/type.h"
#include "read/sqlalchemy/expressions.h"

namespace trueup::sqla {

// DEFAULT as SQLAlchemy writes it; an empty text without a reason: there is none.
SqlText server_default_of(World& world, const Column& column);

struct Fill {
  std::string sql = {};  // empty: not known
  bool per_row = false;
};
// `default=` as SQL that existing rows can be filled with.
Fill fill_of(World& world, const Column& column, const trueup::Type& type);

}  // namespace trueup::sqla
