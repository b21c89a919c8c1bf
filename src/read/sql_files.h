// DDL text → Draft: each statement becomes edits, so that an ALTER later in a file applies to what came earlier.
#pragma once
#include <string>
#include <vector>

#include "model/draft.h"

namespace trueup {

struct SqlText {
  std::string text;
  Symbol file;             // for origins
  std::uint32_t line = 1;  // of the text's first line in that file
};

// One locator's files, in the order given (a folder: its *.sql sorted by name).
// Errors: "no-such-path". Statements that cannot be read are diagnostics, and unknowns where they name an object.
Result<Draft> read_sql_files(const std::string& path, const std::string& show_relative_to);

// The same on top of what a draft holds already: SQL files beside models. What they speak about is added to its scope.
Result<Nothing> apply_sql_files(Draft& draft, const std::string& path, const std::string& show_relative_to);

// Applies statements to a draft that may hold objects already (models with DDL events, migrations with op.execute).
void apply_sql(Draft& draft, const std::vector<SqlText>& texts);

}  // namespace trueup
