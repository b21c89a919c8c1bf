#include "read/sqlalchemy/dialects.h"

#include <algorithm>

#include "base/text.h"

namespace trueup::sqla {

py::Truth is_of_database(const py::Opaque& unknown, std::string_view text) {
  const std::string name = lower(std::string(unknown.name.view())), asked = lower(std::string(text));
  auto speaks_of = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return name.find(word) != name.npos; });
  };
  const std::string word = asked.substr(0, asked.find_first_of("+:"));
  const bool is_dialect = speaks_of({"dialect", "drivername", "get_backend_name", "db_type", "db_engine", "database_type", "engine.name", "bind.name"});
  if (!is_dialect && !speaks_of({"scheme", "url", "uri", "dsn", "database", "driver", "sqlalchemy"})) return py::Truth::unknown;
  for (std::string_view other : {"sqlite", "mysql", "mariadb", "oracle", "mssql"})
    if (word == other) return py::Truth::no;
  return is_dialect && (asked == "postgresql" || asked == "postgres") ? py::Truth::yes : py::Truth::unknown;
}

}  // namespace trueup::sqla
