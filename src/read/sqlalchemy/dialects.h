// What models may ask about the database they run on, answered: it is PostgreSQL.
#pragma once
#include <string_view>

#include "python/interpreter.h"

namespace trueup::sqla {

// Whether a value that nobody knows, such as settings.DATABASE_URL or engine.dialect.name, equals, holds or begins with a
// text: "sqlite", "mysql+pymysql" … it does not where its name speaks of a database; a dialect is "postgresql".
py::Truth is_of_database(const py::Opaque& unknown, std::string_view text);

}  // namespace trueup::sqla
