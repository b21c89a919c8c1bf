// An evaluator of Python that knows SQLAlchemy, over the folders that a project's imports start from.
#pragma once
#include <optional>

#include "read/models.h"
#include "read/sqlalchemy/requirements.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

class Evaluation {
 public:
  enum class Async : std::uint8_t { unknown, runs };  // what a call of an async function gives
  // `root`: the folder that imports start from; those of the options come behind it.
  Evaluation(const ModelsOptions& options, const std::string& root, Async async = Async::unknown);

 private:
  py::Options evaluator_options(const ModelsOptions& options, Async async);
  const std::string root_;
  std::optional<Requirements> requirements_;  // read when somebody asks

 public:
  Interpreter interp;
  World world;
};

}  // namespace trueup::sqla
