// read_models() with what it gives beside the Draft.
#pragma once
#include "read/models.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

struct ModelsReading {
  Draft draft;
  std::vector<DeclaredSql> sql;  // statements the models bring themselves, in the order create_all() would run them
  std::size_t steps = 0;         // of the evaluator
};

Result<ModelsReading> read_models_and_sql(const ModelsOptions& options);

}  // namespace trueup::sqla
