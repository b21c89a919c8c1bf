// What a project's env.py leaves out of the comparison: the include_object, include_name and version_table that it
// hands to context.configure(), asked about one object at a time, as Alembic's autogenerate would ask.
#pragma once
#include <memory>

#include "model/model.h"
#include "read/alembic_env.h"
#include "read/models.h"

namespace trueup {

class EnvFilter {
 public:
  // Null: env.py leaves nothing out. `options`: how models are read. Errors: env.py cannot be read.
  static Result<std::unique_ptr<EnvFilter>> open(const EnvPlace& place, const ModelsOptions& options, ModelPtr have,
                                                 ModelPtr want);
  ~EnvFilter();

  enum class Verdict : std::uint8_t { compared, left_out, unknown };
  struct Answer {
    Verdict verdict = Verdict::compared;
    std::string by = {};      // of what is left out: "include_object", "version_table"
    std::string reason = {};  // why nobody knows
    Origin origin = {};
  };
  // Of an object of have, of want, or of one that both have; the other is null.
  Answer ask(const Object* have, const Object* want);
  // Of the table of that name, in either model.
  Answer ask_table(Symbol schema, Symbol name);

 private:
  class Work;
  explicit EnvFilter(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace trueup
