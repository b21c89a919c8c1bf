// Locator: one grammar for "a schema from somewhere" (`models:…`, `sql:…`, a database URL, `snapshot:…`, `scratch:`).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace trueup {

struct Locator {
  enum class Sort { models, python, alembic, sql, database, snapshot, environment, scratch };
  Sort sort = Sort::database;
  std::string text = {};                  // as given, for databases without the password
  std::string path = {};                  // models, python, sql, snapshot: the path; database: the URL; env: the name
  std::vector<std::string> modules = {};  // models, python
  std::string attribute = {};             // models, python

  bool is_database() const { return sort == Sort::database || sort == Sort::environment || sort == Sort::scratch; }
};

// Errors: "bad-locator", which says what was understood and lists the forms there are.
Result<Locator> parse_locator(std::string_view text);

}  // namespace trueup
