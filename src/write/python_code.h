// Model → SQLAlchemy 2.0 code: a module that create_all() makes the same schema from, as far as SQLAlchemy has words
// for it; what it has none for stands in DDL events at the end, or in comments that say so.
#pragma once
#include <string>

#include "model/model.h"

namespace trueup {

// The whole module, imports first.
std::string python_code(const Model& model);

// The line that would declare a column of the model: "webhook_url: Mapped[str | None] = mapped_column(String(1024))".
// "" for what is no column.
std::string mapped_column_line(const Model& model, const Object& column);

}  // namespace trueup
