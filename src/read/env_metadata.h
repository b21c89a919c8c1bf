// Which MetaData a project's models fill, and how each is named in a locator: found by evaluating env.py, or the
// modules of a folder.
#pragma once
#include "read/alembic_env.h"
#include "read/models.h"

namespace trueup {

struct FoundMetadata {
  std::string root = {};                  // the folder that imports start from
  std::vector<std::string> modules = {};  // that of the attribute first
  std::string attribute = {};             // "Base"; "" when no name of a module leads to it
  std::string bind_key = {};  // of Flask-SQLAlchemy: of another database than the one without
  std::size_t tables = 0;
  std::vector<std::string> files = {};  // that declare its tables, sorted
  std::string locator() const;          // "models:backend:app.db,app.models:Base"
};

struct MetadataSearch {
  std::vector<FoundMetadata> found = {};  // with tables alone
  std::string reason = {};                // why it is not all, or nothing
  Origin origin = {};
};

// What env.py hands to context.configure() as its target_metadata. Errors: env.py cannot be read.
Result<MetadataSearch> metadata_of_env(const EnvPlace& place, const ModelsOptions& options);
// All that the modules reach. Errors: those of read_models.
Result<MetadataSearch> metadata_in(const ModelsOptions& options);

}  // namespace trueup
