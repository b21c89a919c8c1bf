// SQLAlchemy models → Draft by running them: the application's own interpreter imports the modules and answers with what its
// SQLAlchemy made of them, as a snapshot.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "model/draft.h"

namespace trueup {

struct PythonOptions {
  std::string path = {};                  // the folder that imports start from, or one file
  std::vector<std::string> modules = {};  // dotted names, `*` and `**` allowed
  std::string attribute = {};             // "Base", "db", "metadata", or a full dotted name; empty: all metadata reached
  std::vector<std::string> roots = {};    // further folders that imports are looked up in
  std::string interpreter = "python3";    // a path, or a name that is looked for in $PATH
  std::chrono::seconds time_limit{60};
};

// Errors: "no-such-path", "no-such-module", "no-such-attribute", "no-models"; "bad-locator" (a folder without modules);
// "no-interpreter", "no-sqlalchemy", "python-import", "python-timeout", "python-failed", which say who ran what and, where it
// talked, its last lines.
Result<Draft> read_python(const PythonOptions& options);

}  // namespace trueup
