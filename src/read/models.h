// SQLAlchemy models → Draft, statically: nothing is imported, nothing is executed.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "model/draft.h"

namespace trueup {

struct ModelsOptions {
  std::string path = {};                   // the folder that imports start from, or one file
  std::vector<std::string> modules = {};   // dotted names, `*` and `**` allowed; empty: looked for
  std::string attribute = {};              // "Base", "db", "metadata", or a full dotted name; empty: all metadata reached
  std::vector<std::string> roots = {};     // further folders that imports are looked up in
  std::vector<std::pair<std::string, std::string>> environment = {};  // what os.environ holds
  std::vector<std::pair<std::string, std::string>> defines = {};      // NAME=VALUE for module-level names
  std::string virtualenv = {};             // the active environment; empty: one is looked for in the project
  std::string show_relative_to = {};       // origins are written relative to this folder; empty: the working folder
};

// Errors: "no-such-path", "no-models" (nothing that declares a table was found), "no-such-module". What could be read
// in part is a Draft with unknowns and diagnostics.
Result<Draft> read_models(const ModelsOptions& options);

}  // namespace trueup
